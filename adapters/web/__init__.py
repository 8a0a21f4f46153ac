"""The browser as a surface: the playground in demo mode, a plain page otherwise."""
