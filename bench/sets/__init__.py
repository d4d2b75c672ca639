"""One module is the benchmark of one detector, named as the detector, with a function `run`."""
