"""One thread for the matrices of the tests: they are small, and several workers on all cores wait for each other."""

import os

for library in ("OPENBLAS", "MKL", "OMP"):  # read when NumPy is imported; the kernels of notebooks inherit it
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")
