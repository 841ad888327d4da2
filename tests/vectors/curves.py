"""Ed25519 and ECDSA P-256 by the book, for signatures and keys that no library would make.

Slow, not constant in time, and only for test keys. Everything is deterministic, so that the vectors are the same
bytes wherever they are made. Signatures that should hold are checked against openssl by generate.py.
"""

import hashlib
import hmac

# --- Ed25519 (RFC 8032) -------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)


def _add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(n, p):
    q = (0, 1, 1, 0)
    while n > 0:
        if n & 1:
            q = _add(q, p)
        p = _add(p, p)
        n >>= 1
    return q


def _x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P:
        return None
    return P - x if (x & 1) != sign else x


def _point(y, sign):
    x = _x_of(y, sign)
    return (x, y, 1, x * y % P)


BASE = _point(4 * pow(5, -1, P) % P, 0)


def ed25519_encode(p):
    inverse = pow(p[2], -1, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def _torsion():
    """The eight points whose order divides 8, in their canonical encodings."""
    y = 3
    while True:
        y += 1
        if _x_of(y, 0) is None:
            continue
        generator = _times(L, _point(y, 0))
        if ed25519_encode(_times(4, generator)) != ed25519_encode((0, 1, 1, 0)):
            return [_times(i, generator) for i in range(8)]


TORSION = _torsion()


class Ed25519:
    algorithm = "ed25519"

    def __init__(self, seed):
        self.seed = hashlib.sha256(seed).digest()
        wide = hashlib.sha512(self.seed).digest()
        self.scalar = int.from_bytes(wide[:32], "little") & (1 << 254) - 8 | 1 << 254
        self.prefix = wide[32:]
        self.point = _times(self.scalar, BASE)
        self.public = ed25519_encode(self.point)
        self.spki = ed25519_spki(self.public)
        self.id = hashlib.sha256(self.spki).hexdigest()

    def parts(self, message):
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % L
        big_r = ed25519_encode(_times(r, BASE))
        k = int.from_bytes(hashlib.sha512(big_r + self.public + message).digest(), "little") % L
        return big_r, (r + k * self.scalar) % L

    def sign(self, message):
        big_r, s = self.parts(message)
        return big_r + s.to_bytes(32, "little")

    def sign_prehashed(self, message):
        """Ed25519ph: the same key, another scheme; no verifier of the pure scheme may take it."""
        dom = b"SigEd25519 no Ed25519 collisions\x01\x00"
        digest = hashlib.sha512(message).digest()
        r = int.from_bytes(hashlib.sha512(dom + self.prefix + digest).digest(), "little") % L
        big_r = ed25519_encode(_times(r, BASE))
        k = int.from_bytes(hashlib.sha512(dom + big_r + self.public + digest).digest(), "little") % L
        return big_r + ((r + k * self.scalar) % L).to_bytes(32, "little")

    def sign_with_torsion(self, message, which):
        """R gets a part of small order: the check with the cofactor holds, the one without does not."""
        r = int.from_bytes(hashlib.sha512(self.prefix + message).digest(), "little") % L
        big_r = ed25519_encode(_add(_times(r, BASE), TORSION[which]))
        k = int.from_bytes(hashlib.sha512(big_r + self.public + message).digest(), "little") % L
        return big_r + ((r + k * self.scalar) % L).to_bytes(32, "little")


def ed25519_spki(public):
    return bytes.fromhex("302a300506032b6570032100") + public


# --- ECDSA on P-256 -----------------------------------------------------------------------------------

Q = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


def p256_add(p, q):
    if p is None or q is None:
        return q if p is None else p
    if p[0] == q[0]:
        if (p[1] + q[1]) % Q == 0:
            return None
        slope = (3 * p[0] * p[0] - 3) * pow(2 * p[1], -1, Q) % Q
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, Q) % Q
    x = (slope * slope - p[0] - q[0]) % Q
    return (x, (slope * (p[0] - x) - p[1]) % Q)


def p256_times(n, p):
    q = None
    while n > 0:
        if n & 1:
            q = p256_add(q, p)
        p = p256_add(p, p)
        n >>= 1
    return q


def der_length(n):
    if n < 128:
        return bytes([n])
    raw = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(raw)]) + raw


def der(tag, content):
    return bytes([tag]) + der_length(len(content)) + content


def der_integer(n):
    return der(0x02, n.to_bytes(n.bit_length() // 8 + 1, "big", signed=True))


def der_signature(r, s):
    return der(0x30, der_integer(r) + der_integer(s))


class P256:
    algorithm = "ecdsa-p256"

    def __init__(self, seed):
        self.scalar = int.from_bytes(hashlib.sha512(b"p256" + seed).digest(), "big") % (N - 1) + 1
        self.point = p256_times(self.scalar, G)
        self.spki = p256_spki(*self.point)
        self.id = hashlib.sha256(self.spki).hexdigest()

    def parts(self, message, digest=hashlib.sha256, attempt=0):
        hashed = digest(message).digest()
        e = int.from_bytes(hashed, "big") >> max(0, 8 * len(hashed) - 256)
        secret = self.scalar.to_bytes(32, "big")
        k = int.from_bytes(hmac.new(secret, b"%d" % attempt + message, hashlib.sha512).digest(), "big") % (N - 1) + 1
        r = p256_times(k, G)[0] % N
        return r, (e + r * self.scalar) * pow(k, -1, N) % N

    def sign(self, message):
        return der_signature(*self.parts(message))


def _coordinate(n):
    return n.to_bytes(32, "big")


P256_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def p256_spki(x, y):
    return P256_HEAD + b"\x04" + _coordinate(x) + _coordinate(y)


def p256_spki_compressed(x, y):
    algorithm = P256_HEAD[2:23]
    return der(0x30, algorithm + der(0x03, b"\0" + bytes([2 + (y & 1)]) + _coordinate(x)))


def p256_spki_hybrid(x, y):
    return P256_HEAD + bytes([6 + (y & 1)]) + _coordinate(x) + _coordinate(y)


def p256_spki_explicit(x, y):
    """The same curve, spelled out instead of named."""
    field = der(0x30, bytes.fromhex("06072a8648ce3d0101") + der_integer(Q))
    curve = der(0x30, der(0x04, _coordinate(Q - 3)) + der(0x04, _coordinate(B)))
    base = der(0x04, b"\x04" + _coordinate(G[0]) + _coordinate(G[1]))
    parameters = der(0x30, der_integer(1) + field + curve + base + der_integer(N) + der_integer(1))
    algorithm = der(0x30, bytes.fromhex("06072a8648ce3d0201") + parameters)
    return der(0x30, algorithm + der(0x03, b"\0\x04" + _coordinate(x) + _coordinate(y)))


def spki_pem(spki):
    import base64
    text = base64.b64encode(spki).decode()
    lines = "\n".join(text[i:i + 64] for i in range(0, len(text), 64))
    return f"-----BEGIN PUBLIC KEY-----\n{lines}\n-----END PUBLIC KEY-----\n"
