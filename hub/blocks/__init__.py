"""StreamField blocks, one module for each group of the block chooser."""
