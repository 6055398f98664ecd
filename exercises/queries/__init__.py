"""Reads of the library, composed for its pages and its API. All take the shelves that the reader may use."""
