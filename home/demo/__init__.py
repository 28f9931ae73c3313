"""The sample content: plain data, all of it written and drawn for this site."""
