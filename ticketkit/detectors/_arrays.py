"""Arrays of numbers by their precision: pictures and motion are coarse, sums over a clip fine."""

import numpy as np
import numpy.typing as npt

Float32s = npt.NDArray[np.float32]
Float64s = npt.NDArray[np.float64]
