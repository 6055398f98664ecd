"""Small film files, made box by box: enough of them to be read, not to be played."""

import struct

from django.core.files.uploadedfile import SimpleUploadedFile


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def mp4(*, brand=b"isom", codec=b"avc1", handler=b"vide", extra=b"", inside=b"", frames=b"pictures"):
    """`inside` stands in the index, `extra` behind everything."""
    entries = box(b"stsd", bytes(7), b"\x01", box(codec, bytes(70)))
    media = box(
        b"mdia",
        box(b"mdhd", bytes(4), b"\x77" * 8, bytes(8)),
        box(b"hdlr", bytes(8), handler, bytes(13)),
        box(b"minf", box(b"stbl", entries)),
    )
    track = box(b"trak", box(b"tkhd", bytes(4), b"\x77" * 8, bytes(68)), media)
    index = box(b"moov", box(b"mvhd", bytes(4), b"\x77" * 8, bytes(88)), track, inside)
    return box(b"ftyp", brand, bytes(4)) + index + box(b"mdat", frames) + extra


def element(number, *parts, is_open=False):
    body = b"".join(parts)
    size = b"\x01" + b"\xff" * 7 if is_open else b"\x01" + len(body).to_bytes(7, "big")
    return bytes.fromhex(number) + size + body


def webm(*, doctype=b"webm", codec=b"V_VP9", kind=b"\x01", extra=b"", is_open=False, tail=b""):
    """`extra` stands in the segment before the pictures; `is_open` as browsers record, without lengths."""
    track = element("ae", element("d7", b"\x01"), element("83", kind), element("86", codec))
    cluster = element("1f43b675", element("e7", b"\0"), element("a3", b"pictures"), is_open=is_open)
    head = element("1a45dfa3", element("4282", doctype))
    return head + element("18538067", element("1654ae6b", track), extra, cluster, is_open=is_open) + tail


def upload(content, name="holiday.mp4"):
    return SimpleUploadedFile(name, content)
