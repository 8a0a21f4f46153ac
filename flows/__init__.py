"""The conversations, one flow a file: what is asked, in which order, to what end."""
