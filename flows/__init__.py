"""The conversations, one flow a file. A flow is data: what is asked, in which order, to what end."""
