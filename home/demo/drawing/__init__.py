"""The pen that drew the sample pictures: flat shapes, a wobbly line, six colours of a tea table."""
