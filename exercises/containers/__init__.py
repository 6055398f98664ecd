"""What is inside a film file, read box by box: MP4 (ISO 14496-12, 14496-14) and WebM (RFC 8794, RFC 9559).

Only what tells kind, completeness and codecs is read, never the pictures themselves; plain Python without Django.
"""

from exercises.containers.film import Broken, Film, Stretch

__all__ = ["Broken", "Film", "Stretch"]
