// Light, dark or as the system has it. Runs before the page is painted, so it is no module.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("evenhand.theme");
  } catch {
    // No storage: the system's theme it is.
  }
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
})();
