"""What the phone's accelerometer says of a body, from the samples of a browser. NumPy and SciPy, no Django."""
