"""K01 to K21: who signed, with what, and whether a trust store may be believed."""

import base64
import copy
import hashlib
import json
import os

import curves
from case import Case
from curves import L, N, TORSION, der, der_integer, der_signature, ed25519_encode, ed25519_spki
from writer import (AUDITOR, CI, HSM, HUMAN, RECEIPT, ROOTS, STRANGER, TRUST, Bale, attestation, canonical, good,
                    key_entry, of_key, pae, role, sha256, threshold, trust, update)


def raw_by(key, make):
    """A bale whose only signature names `key` and has the bytes that `make` returns for the PAE."""
    bale = Bale()
    bale.hooks["signatures"] = lambda s: [(key.id, make(pae(bale.seal)))]
    return bale.build()


def counted():
    yield Case("K00 ed25519", "a good bale, signed with Ed25519", good())
    yield Case("K00 p256", "a good bale, signed with ECDSA P-256", Bale(keys=[HSM]).build())
    yield Case("K00 both", "a good bale with three signatures, threshold 3", Bale(keys=[CI, HSM, HUMAN]).build(),
               store=trust(threshold(3)))
    yield Case("K00 one", "a trust store with a name in other letters",
               good(), store=trust(of_key(0, name="sch\u00f6n \u4e2d")))
    yield Case("K01", "no signature", Bale(keys=[]).build(), "signature.none")
    yield Case("K02", "a good signature by a key that nobody trusts", Bale(keys=[STRANGER]).build(),
               "signature.unknown-key")
    yield Case("K02 beside", "a good signature, and one by a key that nobody trusts",
               Bale(keys=[CI, STRANGER]).build())
    yield Case("K02 garbage", "a good signature, and garbage by a key that nobody trusts",
               Bale(signatures=lambda s: s + [(STRANGER.id, b"garbage")]).build())
    yield Case("K03", "the key is revoked", good(), "signature.revoked", store=trust(of_key(0, revoked=True)))
    yield Case("K03 beside", "one of two keys is revoked, threshold 2", Bale(keys=[CI, HUMAN]).build(),
               "signature.revoked", store=trust(lambda t: threshold(2)(t) or of_key(0, revoked=True)(t)))
    yield Case("K04 expired", "the key has expired", good(), "signature.expired",
               store=trust(of_key(0, not_after=1740000000)))
    yield Case("K04 early", "the key is not valid yet", good(), "signature.not-yet-valid",
               store=trust(of_key(0, not_before=9000000000)))
    yield Case("K04 valid", "the key is valid", good(),
               store=trust(of_key(0, not_before=1740000000, not_after=9000000000)))
    yield Case("K05", "the key may sign another lineage only", good(), "signature.lineage",
               store=trust(of_key(0, lineages=["other"])))
    yield Case("K05 listed", "the key may sign this lineage and another", good(),
               store=trust(of_key(0, lineages=["hub", "other"])))
    yield Case("K06 receipt", "a key for receipts signs a bale", Bale(keys=[RECEIPT]).build(), "signature.role")
    yield Case("K06 approve", "a key for approvals signs a bale", Bale(keys=[AUDITOR]).build(), "signature.role")
    yield Case("K06 root", "a root key signs a bale", Bale(keys=[ROOTS[0]]).build(), "signature.role")


def ed25519():
    def shifted(message):
        r, s = CI.parts(message)
        return r + (s + L).to_bytes(32, "little")

    def high(message):
        r, s = CI.parts(message)
        return r + (s | 1 << 255).to_bytes(32, "little")

    def small_r(which):
        return lambda message: ed25519_encode(TORSION[which]) + CI.parts(message)[1].to_bytes(32, "little")

    def flip(byte):
        def make(message):
            raw = bytearray(CI.sign(message))
            raw[byte] ^= 1
            return bytes(raw)
        return make
    odd = {
        "zeros": ("64 zero bytes", lambda m: bytes(64)), "ones": ("64 bytes of 0xff", lambda m: b"\xff" * 64),
        "s-plus-l": ("S + L", shifted), "s-high": ("the highest bit of S", high),
        "s-zero": ("S = 0", lambda m: CI.sign(m)[:32] + bytes(32)),
        "s-is-l": ("S = L", lambda m: CI.sign(m)[:32] + L.to_bytes(32, "little")),
        "r-torsion": ("R with a part of small order", lambda m: CI.sign_with_torsion(m, 4)),
        "r-torsion-8": ("R with a part of order 8", lambda m: CI.sign_with_torsion(m, 1)),
        "r-noncanonical": ("R = p + 1", lambda m: (2**255 - 18).to_bytes(32, "little") + bytes(32)),
        "short": ("63 bytes", lambda m: CI.sign(m)[:63]), "long": ("65 bytes", lambda m: CI.sign(m) + b"\0"),
        "half": ("32 bytes", lambda m: CI.sign(m)[:32]), "one": ("one byte", lambda m: b"\0"),
        "hex": ("72 hexadecimal digits", lambda m: CI.sign(m).hex()[:72].encode()),
        "swapped": ("S before R", lambda m: CI.sign(m)[32:] + CI.sign(m)[:32]),
        "prehashed": ("Ed25519ph", CI.sign_prehashed),
        "of-digest": ("over the SHA-512 of the message", lambda m: CI.sign(hashlib.sha512(m).digest())),
    }
    odd.update({f"r-small-{i}": ("R of small order", small_r(i)) for i in range(8)})
    odd.update({f"flip-{i}": (f"byte {i} changed", flip(i)) for i in (0, 31, 32, 63)})
    for kind, (what, make) in odd.items():
        yield Case(f"K07 {kind}", f"Ed25519 signature: {what}", raw_by(CI, make), "signature.bad")
    yield Case("K08 p256", "an Ed25519 signature that names a P-256 key", raw_by(HSM, CI.sign), "signature.bad")
    yield Case("K08 ed25519", "an ECDSA signature that names an Ed25519 key", raw_by(CI, HSM.sign), "signature.bad")
    yield Case("K08 other", "a good signature that names another key of the store", raw_by(HUMAN, CI.sign),
               "signature.bad")


def p256():
    def of(build):
        """r and s without a sign byte, so that there is room for a byte or two too many."""
        def make(message):
            for attempt in range(100):
                r, s = HSM.parts(message, attempt=attempt)
                if max(r, s) < 2**255:
                    return build(r, s)
        return make

    def padded_integer(n, extra):
        raw = n.to_bytes(33, "big").lstrip(b"\0")
        raw = (b"\0" if raw[0] & 0x80 else b"") + raw
        return der(0x02, extra + raw)

    def sequence(*parts):
        return der(0x30, b"".join(parts))

    def minimal(n):
        return n.to_bytes((n.bit_length() + 7) // 8, "big")

    odd = {
        "r-zero": ("r = 0", lambda r, s: der_signature(0, s)), "s-zero": ("s = 0", lambda r, s: der_signature(r, 0)),
        "both-zero": ("r = s = 0", lambda r, s: der_signature(0, 0)),
        "r-n": ("r = n", lambda r, s: der_signature(N, s)), "s-n": ("s = n", lambda r, s: der_signature(r, N)),
        "r-plus-n": ("r + n", lambda r, s: der_signature(r + N, s)),
        "s-plus-n": ("s + n", lambda r, s: der_signature(r, s + N)),
        "r-negative": ("-r", lambda r, s: der_signature(-r, s)),
        "s-negative": ("-s", lambda r, s: der_signature(r, -s)),
        "r-minus-n": ("r - n", lambda r, s: der_signature(r - N, s)),
        "one-one": ("r = s = 1", lambda r, s: der_signature(1, 1)),
        "swapped": ("s before r", lambda r, s: der_signature(s, r)),
        "trailing": ("a byte after it", lambda r, s: der_signature(r, s) + b"\0"),
        "trailing-inside": ("a byte at the end of the sequence",
                            lambda r, s: sequence(der_integer(r), der_integer(s), b"\0")),
        "third": ("a third integer, without bytes", lambda r, s: sequence(der_integer(r), der_integer(s), b"\2\0")),
        "zero-r": ("a leading zero in r", lambda r, s: sequence(padded_integer(r, b"\0"), der_integer(s))),
        "zero-s": ("a leading zero in s", lambda r, s: sequence(der_integer(r), padded_integer(s, b"\0"))),
        "unsigned-r": ("r without its sign byte", lambda r, s: sequence(der(2, minimal(r | 1 << 255)),
                                                                         der_integer(s))),
        "indefinite": ("indefinite length", lambda r, s: b"\x30\x80" + der_integer(r) + der_integer(s) + b"\0\0"),
        "long-length": ("the sequence's length in two bytes", lambda r, s: (
            lambda body: b"\x30\x81" + bytes([len(body)]) + body)(der_integer(r) + der_integer(s))),
        "long-integer": ("an integer's length in two bytes", lambda r, s: sequence(
            b"\x02\x81" + der_integer(r)[1:], der_integer(s))),
        "length-more": ("the sequence's length one more", lambda r, s: (
            lambda d: d[:1] + bytes([d[1] + 1]) + d[2:])(der_signature(r, s))),
        "length-less": ("the sequence's length one less", lambda r, s: (
            lambda d: d[:1] + bytes([d[1] - 1]) + d[2:])(der_signature(r, s))),
        "set": ("a set instead of a sequence", lambda r, s: b"\x31" + der_signature(r, s)[1:]),
        "octets": ("octet strings instead of integers", lambda r, s: sequence(
            der(4, minimal(r)), der(4, minimal(s)))),
        "raw": ("r and s as 64 bytes", lambda r, s: r.to_bytes(32, "big") + s.to_bytes(32, "big")),
        "empty-sequence": ("an empty sequence", lambda r, s: b"\x30\0" + b"\0" * 6),
        "empty-integer": ("an integer without bytes", lambda r, s: sequence(b"\x02\0", der_integer(s))),
        "only-r": ("r alone", lambda r, s: sequence(der_integer(r))), "zeros": ("zeros", lambda r, s: bytes(72)),
    }
    for kind, (what, build) in odd.items():
        yield Case(f"K09 {kind}", f"ECDSA signature: {what}", raw_by(HSM, of(build)), "signature.bad")
    yield Case("K09 sha1", "ECDSA with SHA-1",
               raw_by(HSM, lambda m: der_signature(*HSM.parts(m, hashlib.sha1))), "signature.bad")
    yield Case("K09 sha512", "ECDSA with SHA-512",
               raw_by(HSM, lambda m: der_signature(*HSM.parts(m, hashlib.sha512))), "signature.bad")
    twin = raw_by(HSM, of(lambda r, s: der_signature(r, N - s)))
    yield Case("K10", "(r, n-s), the twin of a good ECDSA signature: the same key, the same bale id", twin)
    yield Case("K10 threshold", "the twin alone does not reach a threshold of 2", twin, "signature.threshold",
               store=trust(threshold(2)))
    bale = Bale(keys=[HSM])
    bale.hooks["frame"] = lambda ms: ms + [copy.copy(ms[1])]

    def with_twin(members):
        r, s = HSM.parts(pae(bale.seal))
        again = copy.copy(members[1])
        again.content = der_signature(r, N - s)
        return members + [again]
    bale.hooks["frame"] = with_twin
    yield Case("K10 both", "a signature and its twin, both under the one name", bale.build(), "frame.signature-order",
               store=trust(threshold(2)))
    yield Case("K11", "threshold 2, one key that signed once", good(), "signature.threshold",
               store=trust(threshold(2)))
    yield Case("K11 twice", "threshold 2, one key that signed twice",
               Bale(frame=lambda ms: ms + [ms[1]]).build(), "frame.signature-order", store=trust(threshold(2)))


def more_keys(*entries):
    def change(t):
        t["keys"] += list(entries)
    return change


def spki_entry(spki, algorithm, name="odd"):
    return {"id": sha256(spki), "name": name, "algorithm": algorithm, "spki": base64.b64encode(spki).decode()}


def check(name, what, store, refuse=None, **more):
    return Case(name, what, store, refuse, command="check", **more)


def stores():
    def release(**fields):
        return trust(lambda t: t["roles"]["release"].update(fields))
    x, y = HSM.point
    yield check("K00 store", "a good trust store", trust())
    for kind, spki in (("compressed", curves.p256_spki_compressed(x, y)), ("hybrid", curves.p256_spki_hybrid(x, y)),
                       ("explicit", curves.p256_spki_explicit(x, y))):
        yield check(f"K11 {kind}", f"a P-256 key of the store once more, as {kind}",
                    trust(more_keys(spki_entry(spki, "ecdsa-p256"))),
                    "trust.range" if kind == "explicit" else "trust.encoding")
    yield check("K12 zero", "a threshold of 0", release(threshold=0), "trust.threshold")
    yield check("K12 negative", "a threshold of -1", release(threshold=-1), "trust.range")
    yield check("K12 large", "a threshold of 4 with 3 keys", release(threshold=4), "trust.threshold")
    yield check("K12 fraction", "a threshold of 1.5", release(threshold=1.5), "trust.float")
    yield check("K12 text", "a threshold that is text", release(threshold="1"), "trust.type")
    yield check("K12 twice", "one key twice in a role, threshold 2", release(keys=[CI.id, CI.id], threshold=2),
                "trust.role-key")
    yield check("K12 none", "a role without keys", release(keys=[], threshold=0), "trust.threshold")
    yield check("K12 stranger", "a role with a key that is not listed", release(keys=[STRANGER.id]), "trust.role-key")
    yield check("K12 duties", "one key may release and approve",
                trust(lambda t: t["roles"]["approve"]["keys"].append(CI.id)), "trust.duties")
    p = curves.P
    points = {f"order-{i}": ed25519_encode(t) for i, t in enumerate(TORSION)}
    points.update({
        "identity-sign": (1 | 1 << 255).to_bytes(32, "little"), "minus-one-sign": (p - 1 | 1 << 255).to_bytes(32, "little"),
        "y-p": p.to_bytes(32, "little"), "y-p-plus-1": (p + 1).to_bytes(32, "little"),
        "y-p-sign": (p | 1 << 255).to_bytes(32, "little"), "y-p-plus-1-sign": (p + 1 | 1 << 255).to_bytes(32, "little"),
        "y-p-plus-3": (p + 3).to_bytes(32, "little"), "y-all-ones": b"\xff" * 32})
    for kind, point in points.items():
        refusal = "trust.point" if kind.startswith("y-") else "trust.small-order"
        yield check(f"K13 {kind}", f"an Ed25519 key {point.hex()}",
                    trust(more_keys(spki_entry(ed25519_spki(point), "ed25519"))), refusal)
    odd_p256 = {
        "infinity": b"\0", "origin": b"\x04" + bytes(64), "off-curve": b"\x04" + x.to_bytes(32, "big") + bytes(32),
        "beyond-field": b"\x04" + b"\xff" * 64}
    for kind, point in odd_p256.items():
        spki = curves.P256_HEAD + point if len(point) == 65 else bytes.fromhex(
            "3019301306072a8648ce3d020106082a8648ce3d0301070302") + b"\0" + point
        yield check(f"K13 p256-{kind}", f"a P-256 key: {kind}", trust(more_keys(spki_entry(spki, "ecdsa-p256"))),
                    "trust.encoding" if kind == "infinity" else "trust.point")
    yield check("K14 twice", "a key twice", trust(more_keys(key_entry(CI, "again"))), "trust.duplicate-key-id")
    yield check("K14 id", "an id that is not the digest of the key", trust(of_key(0, id=sha256(b"x"))), "trust.id")
    yield check("K14 upper", "an id in upper case", trust(of_key(0, id=CI.id.upper())), "trust.range")
    yield check("K14 algorithm", "an Ed25519 key that says ecdsa-p256", trust(of_key(0, algorithm="ecdsa-p256")),
                "trust.algorithm")
    yield check("K14 base64", "a key in base64 with bits left over",
                trust(of_key(0, spki=key_entry(CI, "")["spki"][:-2] + "F=")), "trust.spki")
    yield check("K14 newline", "a key in base64 with a line end", trust(of_key(0, spki=key_entry(CI, "")["spki"] + "\n")),
                "trust.spki")
    yield check("K14 trailing", "a key with a byte after it",
                trust(more_keys(spki_entry(CI.spki + b"\0", "ed25519"))), "trust.encoding")
    text = trust().decode()
    yield check("K14 json-twice", "the field \"version\" twice", text.replace('"version"', '"version": 9,\n  "version"')
                .encode(), "trust.duplicate-key")
    yield check("K14 unknown", "an unknown field", trust(lambda t: t.update(note="x")), "trust.unknown-key")
    yield check("K14 format", "another format", trust(lambda t: t.update(format="pgbale-trust/2")), "trust.value")
    yield check("K14 no-release", "no role release", trust(lambda t: t["roles"].pop("release") and None),
                "trust.missing-key")
    yield check("K14 no-lineage", "a key that may sign no lineage", trust(of_key(0, lineages=[])), "trust.lineages")
    yield check("K14 empty", "no byte", b"", "trust.syntax")


def confusion():
    yield Case("K15", "a good signature, and a bad one that names a trusted key",
               Bale(signatures=lambda s: s + [(HUMAN.id, bytes(64))]).build(), "signature.bad")
    yield Case("K15 revoked", "a good signature, and a bad one that names a revoked key",
               Bale(signatures=lambda s: s + [(HUMAN.id, bytes(64))]).build(), "signature.bad",
               store=trust(of_key(2, revoked=True)))
    signed = {
        "plain": ("the seal itself", lambda b: b.seal), "type": ("another payload type", lambda b: pae(b.seal, "text/plain")),
        "archive": ("the archive", lambda b: b.rest), "digest": ("the digest of the seal",
                                                              lambda b: hashlib.sha256(b.seal).digest()),
        "length": ("a PAE with a wrong length", lambda b: pae(b.seal).replace(b" %d " % len(b.seal), b" 1 ", 1)),
    }
    for kind, (what, message) in signed.items():
        bale = Bale()
        bale.hooks["signatures"] = lambda s, b=bale, m=message: [(CI.id, CI.sign(m(b)))]
        yield Case(f"K16 {kind}", f"a signature over {what}", bale.build(), "signature.bad")
    for kind, url in (("receipt", "https://pgbale.org/apply-receipt/v1"), ("approval", "https://pgbale.org/approval/v1"),
                      ("next", "https://pgbale.org/bale/v2")):
        yield Case(f"K17 {kind}", f"a statement of another kind ({url}) as seal",
                   Bale(seal=lambda s, u=url: s.update(predicateType=u)).build(), "seal.value")
    yield Case("K17 statement", "another version of in-toto",
               Bale(seal=lambda s: s.update(_type="https://in-toto.io/Statement/v0.1")).build(), "seal.value")
    yield Case("K17 real", "a signed receipt instead of a bale",
               attestation({"_type": "https://in-toto.io/Statement/v1", "predicateType": "x", "subject": [],
                            "predicate": {}}, [CI], rest=b"\0" * 4096), "frame.first-member")

    def other():
        bale = Bale()
        bale.migrations[0].description = "another one " * 80
        bale.build()
        return bale
    twin = Bale(manifest=lambda m: m.update(managed=["hug"]))
    twin.build()
    bale = Bale()
    bale.build()
    yield Case("K18", "the seal of one good bale before the archive of another", bale.front() + other().rest,
               "archive.size")
    yield Case("K18 same-size", "the seal of one good bale before the archive of another, of equal size",
               bale.front() + twin.rest, "archive.digest")
    swapped = twin.rest[:512 + len(twin.manifest)] + bale.rest[512 + len(bale.manifest):]
    yield Case("K19", "the manifest of another good bale", bale.front() + swapped, "archive.digest")
    yield Case("K19 signed", "the seal names another manifest",
               Bale(seal=lambda s: s["subject"][0]["digest"].update(sha256=sha256(b"x"))).build(), "seal.manifest")
    yield Case("K19 archive", "the seal gives the archive another digest",
               Bale(seal=lambda s: s["predicate"]["archive"].update(sha256=sha256(b"x"))).build(), "archive.digest")
    yield Case("K19 size", "the seal gives the archive another size",
               Bale(seal=lambda s: s["predicate"]["archive"].update(size=512)).build(), "archive.size")


def updates():
    old = trust()

    def after(t):
        t["version"] = 8
        t["roles"]["root"] = role(2, ROOTS[1], ROOTS[2])
    new = trust(after)

    def case(kind, what, content, refuse=None):
        return Case(f"K20 {kind}", what, content, refuse, command="update")
    yield case("good", "version 8 after 7, signed by the root keys of both", update(new, old, ROOTS))
    yield case("skip", "version 9 after 7", update(trust(lambda t: after(t) or t.update(version=9)), old, ROOTS),
               "trust.update-version")
    yield case("again", "version 7 after 7", update(trust(lambda t: after(t) or t.update(version=7)), old, ROOTS),
               "trust.update-version")
    yield case("only-new", "signed by root keys of the new version only", update(new, old, ROOTS[1:]),
               "trust.update-threshold-old")
    yield case("only-old", "signed by root keys of the old version only", update(new, old, ROOTS[:2]),
               "trust.update-threshold-new")
    yield case("release", "signed by keys that may release", update(new, old, [CI, HUMAN]),
               "trust.update-threshold-old")
    yield case("unsigned", "not signed", update(new, old, []), "trust.update-threshold-old")
    yield case("other", "made for another store", update(new, trust(of_key(0, name="x")), ROOTS),
               "trust.update-previous")
    whole = update(new, old, ROOTS)
    yield case("store-changed", "the store was changed afterwards", whole.replace(b'"human"', b'"humAn"'),
               "trust.update-digest")
    yield case("claim", "the statement says 9, the store 8", update(new, old, ROOTS, version=9), "trust.update-version")
    yield case("weak", "the new store has a threshold of 0",
               update(trust(lambda t: after(t) or threshold(0)(t)), old, ROOTS), "trust.threshold")
    yield case("rootless", "the new store has no root keys",
               update(trust(lambda t: after(t) or (t["roles"].pop("root") and None)), old, ROOTS), "trust.update-root")
    yield case("bale", "a bale as an update", good(), "frame.first-member")
    yield case("trailing", "a block after the end", whole + b"\0" * 512, "trust.update-digest")


def files():
    def mode(bits):
        def make(path):
            with open(path, "wb") as f:
                f.write(trust())
            os.chmod(path, bits)
        return make

    def link(path):
        with open(path + ".target", "wb") as f:
            f.write(trust())
        os.symlink(os.path.basename(path) + ".target", path)

    def inside(bits):
        def make(path):
            os.mkdir(path)
            with open(path + "/trust.json", "wb") as f:
                f.write(trust())
            os.chmod(path + "/trust.json", 0o644)
            os.chmod(path, bits)
            return path + "/trust.json"
        return make

    def owned(path):
        mode(0o644)(path)
        os.chown(path, 65534, 65534)
    yield Case("K21 world", "a trust store that everybody may write", good(), "trust.permissions", store=mode(0o666),
               tools=None)
    yield Case("K21 group", "a trust store that the group may write", good(), "trust.permissions", store=mode(0o664),
               tools=None)
    yield Case("K21 symlink", "a trust store that is a symbolic link", good(), "trust.symlink", store=link, tools=None)
    yield Case("K21 folder", "a folder as a trust store", good(), "trust.not-regular", store=os.mkdir, tools=None)
    yield Case("K21 fifo", "a named pipe as a trust store", good(), "trust.not-regular", store=os.mkfifo, tools=None)
    yield Case("K21 open-folder", "a trust store in a folder that everybody may write", good(), "trust.folder",
               store=inside(0o777), tools=None)
    if os.geteuid() == 0:
        yield Case("K21 owner", "a trust store of another user", good(), "trust.owner", store=owned, tools=None)


def cases():
    for group in (counted, ed25519, p256, stores, confusion, updates, files):
        yield from group()
