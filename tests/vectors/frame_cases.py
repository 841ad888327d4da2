"""B01 to B47: files that are not framed as a bale is."""

import gzip
import lzma
import os

from case import Case
from writer import BLOCK, CI, HSM, HUMAN, Bale, Member, archive, good, header, padded, sha256


def in_front(member):
    """A member before state.sql: authenticated, because the seal covers it."""
    return Bale(members=lambda members: members[:2] + [member] + members[2:]).build()


def instead(name, **fields):
    """The member of this name with other fields in its header."""
    def change(members):
        for m in members:
            if m.name == name:
                m.fields = fields
    return Bale(members=change).build()


def in_frame(which, **fields):
    """A field of the header of seal.json (0) or of the signature (1): nobody has authenticated it."""
    def change(members):
        members[which].fields = fields
    return Bale(frame=change).build()


def signed_checksum(raw):
    return sum(b - 256 if b > 127 else b for b in raw)


def pax(*records):
    text = b""
    for key, value in records:
        body = b" %s=%s\n" % (key, value)
        size = len(body) + 1
        while len(b"%d" % size) + len(body) != size:
            size = len(b"%d" % size) + len(body)
        text += b"%d" % size + body
    return text


def sparse(size):
    def prepare(path):
        with open(path, "wb") as f:
            f.write(good())
            f.truncate(size)
    return prepare


def link(path):
    with open(path + ".target", "wb") as f:
        f.write(good())
    os.symlink(os.path.basename(path) + ".target", path)


def cut(to):
    return good()[:to]


def sizes():
    whole = good()
    end = len(whole) - 2 * BLOCK
    yield Case("B01", "no byte", b"", "frame.truncated")
    yield Case("B02", "one byte", b"s", "frame.size")
    yield Case("B03 short", "one byte less than a good bale", whole[:-1], "frame.size")
    yield Case("B03 long", "one byte more than a good bale", whole + b"\0", "frame.size")
    yield Case("B03 half", "a bale and half a block", whole + b"\0" * 256, "frame.size")
    yield Case("B04", "64 MiB and one block, most of it a hole", refuse="frame.too-large",
               prepare=sparse((64 << 20) + BLOCK), tools=None)
    yield Case("B05 fifo", "a named pipe", refuse="frame.not-regular", prepare=os.mkfifo)
    yield Case("B05 folder", "a directory", refuse="frame.not-regular", prepare=os.mkdir)
    yield Case("B05 symlink", "a symbolic link to a good bale", refuse="frame.symlink", prepare=link, tools=None)
    for kind, packed in (("gzip", gzip.compress(whole, mtime=0)), ("xz", lzma.compress(whole)),
                         ("lzma", lzma.compress(whole, format=lzma.FORMAT_ALONE))):
        yield Case(f"B06 {kind}", f"a good bale in {kind}", padded(packed).ljust(4096, b"\0"), "frame.first-member")
    yield Case("B07 seal", "ends in the first header", cut(256), "frame.size")
    yield Case("B07 signature", "ends where a signature's header would be", cut(3072),
               "archive.size")
    yield Case("B07 member", "ends after a member's header", cut(4 * BLOCK + 4 * BLOCK), "archive.size")
    yield Case("B08 seal", "ends in the seal's content", padded(cut(700)) + b"\0" * 0, "frame.truncated")
    yield Case("B08 member", "ends in the manifest", cut(6 * BLOCK), "archive.size")
    yield Case("B09", "no end of archive, cut off", whole[:end], "archive.size")
    yield Case("B09 signed", "no end of archive, signed that way", Bale(end=0).build(), "archive.not-canonical")
    yield Case("B10", "one block of zeros at the end, cut off", whole[:end + BLOCK], "archive.size")
    yield Case("B10 signed", "one block of zeros at the end, signed that way", Bale(end=1).build(),
               "archive.not-canonical")
    yield Case("B11", "a third block of zeros, added", whole + b"\0" * BLOCK, "archive.size")
    yield Case("B11 signed", "a third block of zeros, signed that way", Bale(end=3).build(), "archive.not-canonical")
    blocked = 20 - (len(whole) // BLOCK) % 20
    yield Case("B11 tape", "blocks of 10 KiB, as tar makes them, signed that way", Bale(end=2 + blocked).build(),
               "archive.not-canonical")
    yield Case("B12", "a block of text after the end", whole + b"x" * BLOCK, "archive.size")
    yield Case("B12 signed", "a block of text after the end, signed that way",
               Bale(rest=lambda rest: rest + b"x" * BLOCK).build(), "archive.not-canonical")
    yield Case("B13", "a second archive after the end", whole + whole, "archive.size")
    yield Case("B13 signed", "a second archive after the end, signed that way",
               Bale(rest=lambda rest: rest + rest).build(), "archive.not-canonical")
    yield Case("B14", "two blocks of zeros in front", b"\0" * 2 * BLOCK + whole, "frame.first-member")
    yield Case("B14 signed", "two blocks of zeros in front of the manifest, signed that way",
               Bale(rest=lambda rest: b"\0" * 2 * BLOCK + rest).build(), "members.missing")


def headers():
    yield Case("B15 seal", "wrong checksum of seal.json", in_frame(0, checksum=lambda raw: sum(raw) + 1),
               "frame.checksum")
    yield Case("B15 signature", "wrong checksum of a signature", in_frame(1, checksum=lambda raw: sum(raw) + 1),
               "frame.checksum")
    yield Case("B15 member", "wrong checksum of state.sql", instead("state.sql", checksum=lambda raw: sum(raw) + 1),
               "members.unreadable")
    odd = Member("\xfcber".encode("latin-1"), b"x", checksum=signed_checksum)
    yield Case("B16", "checksum over signed characters, of an unlisted member", in_front(odd), "members.order")
    yield Case("B16 seal", "checksum over signed characters of seal.json, with a byte of 0xff in it",
               in_frame(0, checksum=signed_checksum, owner=b"\xff"), "frame.header")

    def twice(name):
        return Bale(members=lambda ms: [c for m in ms for c in ([m, m] if m.name == name else [m])]).build()
    yield Case("B17 manifest", "manifest.json twice", twice("manifest.json"), "members.order")
    yield Case("B17 seal", "seal.json twice, one after the other",
               Bale(frame=lambda ms: [ms[0]] + ms).build(), "signature.none")
    yield Case("B17 signature", "one signature twice", Bale(frame=lambda ms: ms + [ms[1]]).build(),
               "frame.signature-order")
    yield Case("B18", "a step twice", twice("migrations/0001-accounts/010-tables.sql"), "members.order")
    yield Case("B19", "manifest.json is a symbolic link to /etc/passwd",
               instead("manifest.json", type=b"2", link=b"/etc/passwd"), "members.type")
    yield Case("B19 seal", "seal.json is a symbolic link", in_frame(0, type=b"2", link=b"/etc/passwd"),
               "frame.header")
    yield Case("B20", "state.sql is a hard link to the manifest", instead("state.sql", type=b"1", link=b"manifest.json"),
               "members.type")
    yield Case("B21", "a directory between members", in_front(Member("migrations/", b"", type=b"5", mode=b"000755 \0")),
               "members.order")
    yield Case("B22 fifo", "state.sql is a named pipe", instead("state.sql", type=b"6"), "members.type")
    yield Case("B22 character", "state.sql is a character device", instead("state.sql", type=b"3"), "members.type")
    yield Case("B22 block", "state.sql is a block device", instead("state.sql", type=b"4"), "members.type")
    for label, flag in (("7", b"7"), ("nul", b"\0"), ("Z", b"Z")):
        yield Case(f"B23 {label}", f"state.sql has the type {label}", instead("state.sql", type=flag),
                   "archive.not-canonical")
        yield Case(f"B23 seal-{label}", f"seal.json has the type {label}", in_frame(0, type=flag), "frame.header")


def renamed(name):
    def change(members):
        for m in members:
            if m.name == "state.sql":
                m.name = name
    return Bale(members=change).build()


def names():
    yield Case("B24", "a member ../x", in_front(Member("../x", b"x")), "members.order")
    yield Case("B24 renamed", "state.sql is called ../state.sql", renamed("../state.sql"), "members.order")
    yield Case("B25", "a member /x", in_front(Member("/x", b"x")), "members.order")
    yield Case("B25 renamed", "state.sql is called /state.sql", renamed("/state.sql"), "members.order")
    yield Case("B26", "state.sql has the prefix ..", instead("state.sql", prefix=b".."), "members.order")
    yield Case("B26 seal", "seal.json has the prefix ..", in_frame(0, prefix=b".."), "frame.header")
    yield Case("B27", "a NUL byte and more in the name of state.sql", renamed(b"state.sql\0x"),
               "archive.not-canonical")
    yield Case("B27 seal", "a NUL byte and more in the name of seal.json",
               Bale(frame=lambda ms: [Member(b"seal.json\0x", ms[0].content)] + ms[1:]).build(), "frame.header")
    yield Case("B28 latin", "a name that is not UTF-8", renamed(b"st\xe4te.sql"), "members.order")
    yield Case("B28 upper", "a name in upper case", renamed("STATE.SQL"), "members.order")
    yield Case("B29", "a name of 100 bytes without a NUL", renamed(b"s" * 100), "members.order")
    yield Case("B29 seal", "a first name of 100 bytes without a NUL",
               Bale(frame=lambda ms: [Member(b"seal.json" + b"x" * 91, ms[0].content)] + ms[1:]).build(),
               "frame.first-member")
    yield Case("B39", "an AppleDouble file ._manifest.json in front",
               Bale(members=lambda ms: [Member("._manifest.json", b"\0\5\x16\7" + b"\0" * 60)] + ms).build(),
               "members.order")
    yield Case("B39 first", "an AppleDouble file ._seal.json in front",
               Bale(frame=lambda ms: [Member("._seal.json", b"\0\5\x16\7" + b"\0" * 60)] + ms).build(),
               "frame.first-member")


def extensions():
    size = pax((b"size", b"1"))
    yield Case("B30", "a PAX header that gives state.sql another size",
               in_front(Member("PaxHeader/state.sql", size, type=b"x")), "members.size")
    yield Case("B30 frame", "a PAX header in front of seal.json",
               Bale(frame=lambda ms: [Member("PaxHeader/seal.json", size, type=b"x")] + ms).build(),
               "frame.first-member")
    yield Case("B30 signature", "a PAX header between seal and signature",
               Bale(frame=lambda ms: [ms[0], Member("PaxHeader/x", size, type=b"x")] + ms[1:]).build(),
               "signature.none")
    yield Case("B31", "a PAX header that gives state.sql another name",
               in_front(Member("PaxHeader/state.sql", pax((b"path", b"other.sql")), type=b"x")), "members.order")
    yield Case("B32", "a global PAX header with a path",
               in_front(Member("PaxHeader/g", pax((b"path", b"zzz")), type=b"g")), "members.digest")
    yield Case("B33", "a long name of GNU tar in front of state.sql",
               in_front(Member("././@LongLink", b"state.sql\0", type=b"L")), "members.digest")
    bomb = pax((b"GNU.sparse.major", b"1"), (b"GNU.sparse.minor", b"0"), (b"GNU.sparse.name", b"state.sql"),
               (b"GNU.sparse.realsize", b"1099511627776"))
    yield Case("B34", "a sparse file of 1 TiB", in_front(Member("PaxHeader/state.sql", bomb, type=b"x")),
               "members.unreadable", tools=None)
    for kind, field in (("base256", b"\x80" + b"\0" * 10 + b"\x15"), ("negative", b"\xff" * 12),
                        ("huge", b"\x80" + b"\xff" * 11)):
        yield Case(f"B35 {kind}", f"size of state.sql in base 256 ({kind})", instead("state.sql", size_field=field),
                   {"base256": "archive.not-canonical"}.get(kind, "members.unreadable"))
        yield Case(f"B35 seal-{kind}", f"size of seal.json in base 256 ({kind})", in_frame(0, size_field=field),
                   "frame.header")
    for kind, field in (("spaces", b"        25 \0"), ("decimal", b"00000000021 "), ("nul", b"00000000025\0")):
        yield Case(f"B36 {kind}", f"size of state.sql written in another way ({kind})",
                   instead("state.sql", size_field=field),
                   "members.size" if kind == "decimal" else "archive.not-canonical")
        yield Case(f"B36 seal-{kind}", f"size of seal.json written in another way ({kind})",
                   in_frame(0, size_field=field), "frame.padding" if kind == "decimal" else "frame.header")

    def fill(front, name):
        def change(members):
            for m in members:
                if m.name == name or (front and m.name.startswith(name)):
                    m.fill = b"x"
        return Bale(**{"frame" if front else "members": change}).build()
    yield Case("B37", "bytes behind state.sql that are not zero", fill(False, "state.sql"), "archive.not-canonical")
    yield Case("B37 seal", "bytes behind seal.json that are not zero", fill(True, "seal.json"), "frame.padding")
    yield Case("B37 signature", "bytes behind a signature that are not zero", fill(True, "signatures/"),
               "frame.padding")
    styles = {"mode": {"mode": b"000755 \0"}, "uid": {"uid": b"000001 \0"}, "owner": {"owner": b"root"},
              "mtime": {"mtime": 1}, "gnu": {"mode": b"0000644\0"}, "magic": {"magic": b"ustar  \0"},
              "link": {"link": b"x"}, "rest": {"rest": b"x"}}
    for kind, fields in styles.items():
        yield Case(f"B38 {kind}", f"state.sql with another {kind}", instead("state.sql", **fields),
                   "archive.not-canonical")
        yield Case(f"B38 seal-{kind}", f"seal.json with another {kind}", in_frame(0, **fields),
                   "frame.mtime" if kind == "mtime" else "frame.header")
    yield Case("B38 created", "all times are one second after the manifest's",
               Bale(members=lambda ms: [setattr(m, "fields", {"mtime": 1700000001}) for m in ms] and None,
                    frame=lambda ms: [setattr(m, "fields", {"mtime": 1700000001}) for m in ms] and None).build(),
               "archive.not-canonical")
    yield Case("B40", "a Solaris access list in front of state.sql",
               in_front(Member("state.sql", b"1000000\0u::rw-,g::r--,o:r--\0", type=b"A")), "members.digest")


def order():
    yield Case("B41", "the manifest stands first",
               Bale(frame=lambda ms: [Member("manifest.json", b"{}\n")] + ms).build(), "frame.first-member")
    yield Case("B41 signature", "a signature stands first",
               Bale(frame=lambda ms: [ms[1], ms[0]]).build(), "frame.first-member")
    late = Member(f"signatures/{HSM.id}.sig", b"x" * 64)
    yield Case("B42", "a signature after the manifest",
               Bale(members=lambda ms: ms[:1] + [late] + ms[1:]).build(), "members.order")
    yield Case("B42 descending", "two signatures in descending order",
               Bale(keys=[CI, HUMAN], frame=lambda ms: [ms[0], ms[2], ms[1]]).build(), "frame.signature-order")
    yield Case("B42 upper", "a signature's name in upper case",
               Bale(frame=lambda ms: [ms[0], Member(f"signatures/{CI.id.upper()}.sig", ms[1].content)]).build(),
               "frame.signature-name")
    yield Case("B42 name", "a signature's name is no key id",
               Bale(frame=lambda ms: ms[:1] + [Member("signatures/ci.sig", ms[1].content)]).build(),
               "frame.signature-name")

    def many(n):
        extra = [(sha256(b"%d" % i), b"x" * 64) for i in range(n)]
        return Bale(signatures=lambda s: s + extra).build()
    yield Case("B43", "17 signatures", many(16), "frame.signature-count")
    yield Case("B43 most", "16 signatures, 15 of them by unknown keys", many(15))
    yield Case("B43 empty", "a signature without a byte",
               Bale(signatures=lambda s: s + [(HSM.id, b"")]).build(), "frame.member-size")
    yield Case("B43 long", "a signature of 73 bytes",
               Bale(signatures=lambda s: s + [(HSM.id, b"x" * 73)]).build(), "frame.member-size")
    yield Case("B44", "a seal of 1901 bytes", Bale(seal_bytes=lambda s: s + b" " * (1901 - len(s))).build(),
               "frame.member-size")
    yield Case("B44 empty", "an empty seal", Bale(seal_bytes=lambda s: b"").build(), "frame.member-size")
    yield Case("B45", "a member at the end that the manifest does not list",
               Bale(members=lambda ms: ms + [Member("extra.sql", b"SELECT 1\n")]).build(), "members.unlisted")
    yield Case("B46", "state.sql is missing",
               Bale(members=lambda ms: [m for m in ms if m.name != "state.sql"]).build(), "members.order")
    yield Case("B46 last", "the last member is missing", Bale(members=lambda ms: ms[:-1]).build(), "members.missing")
    yield Case("B46 all", "nothing follows the manifest", Bale(members=lambda ms: ms[:1]).build(), "members.missing")


def cases():
    for group in (sizes, headers, names, extensions, order):
        yield from group()
