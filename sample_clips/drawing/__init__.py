"""The sample clips as pictures: one module or two for each scene, and the tools they share."""
