"""Maps drawn as SVG, without any script."""
