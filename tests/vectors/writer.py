"""Bales, statements and trust stores as docs/bundle-format.md describes them, with a place to spoil each part.

Written from that page alone; it shares nothing with the programs that are tested.
"""

import base64
import copy
import hashlib
import json

from curves import Ed25519, P256

TIME = 1700000000
BLOCK = 512
PAYLOAD_TYPE = "application/vnd.in-toto+json"

CI = Ed25519(b"ci")
HUMAN = Ed25519(b"human")
HSM = P256(b"hsm")
STRANGER = Ed25519(b"stranger")
RECEIPT = Ed25519(b"receipt")
AUDITOR = Ed25519(b"auditor")
ROOTS = [Ed25519(b"root%d" % i) for i in range(3)]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def canonical(tree):
    """What "jq -S ." prints."""
    text = json.dumps(tree, sort_keys=True, indent=2, ensure_ascii=False) + "\n"
    return text.replace("\x7f", "\\u007f").encode("utf-8", "surrogatepass")


def pae(body, payload_type=PAYLOAD_TYPE):
    return b"DSSEv1 %d %s %d " % (len(payload_type), payload_type.encode(), len(body)) + body


# --- the archive --------------------------------------------------------------------------------------


def header(name, size, mtime=TIME, checksum=None, **fields):
    """A ustar header. Fields: mode, uid, gid, size_field, mtime_field, type, link, magic, owner, prefix, rest."""
    raw = bytearray(BLOCK)

    def put(at, room, value):
        raw[at:at + len(value)] = value[:room]

    put(0, 100, name if isinstance(name, bytes) else name.encode())
    put(100, 8, fields.get("mode", b"000644 \0"))
    put(108, 8, fields.get("uid", b"000000 \0"))
    put(116, 8, fields.get("gid", b"000000 \0"))
    put(124, 12, fields.get("size_field", b"%011o " % size))
    put(136, 12, fields.get("mtime_field", b"%011o " % mtime))
    put(156, 1, fields.get("type", b"0"))
    put(157, 100, fields.get("link", b""))
    put(257, 8, fields.get("magic", b"ustar\0" b"00"))
    put(265, 64, fields.get("owner", b""))
    put(329, 8, b"000000 \0")
    put(337, 8, b"000000 \0")
    put(345, 155, fields.get("prefix", b""))
    put(500, 12, fields.get("rest", b""))
    raw[148:156] = b" " * 8
    total = sum(raw) if checksum is None else checksum(raw)
    raw[148:156] = b"%06o\0 " % total
    return bytes(raw)


def padded(data, fill=b"\0"):
    return data + fill * (-len(data) % BLOCK)


class Member:
    """A name and content; header fields to spoil, or a header of its own."""

    def __init__(self, name, content, fill=b"\0", raw=None, **fields):
        self.name, self.content, self.fill, self.raw, self.fields = name, content, fill, raw, fields

    def encode(self, mtime):
        head = self.raw or header(self.name, len(self.content), **{"mtime": mtime, **self.fields})
        return head + padded(self.content, self.fill)


def archive(members, mtime=TIME, end=2):
    return b"".join(m.encode(mtime) for m in members) + b"\0" * (end * BLOCK)


# --- a good bale --------------------------------------------------------------------------------------


class Step:
    """A step file: text, and its statements as (tag, text) in their order."""

    def __init__(self, name, statements, standalone=False, probe=None, head="", sql=None):
        self.name, self.statements, self.standalone, self.probe = name, statements, standalone, probe
        if sql is None:
            sql = (head + "".join(text + ";\n" for _, text in statements)).encode()
        self.sql = sql

    def ranges(self):
        found, at = [], 0
        for tag, text in self.statements:
            text = text.encode() if isinstance(text, str) else text
            at = self.sql.index(text, at)
            entry = {"line": self.sql[:at].count(b"\n") + 1, "size": len(text), "start": at, "tag": tag}
            if self.standalone:
                entry["probe"] = self.probe or {"kind": "none"}
            found.append(entry)
            at += len(text)
        return found


class Migration:
    def __init__(self, name, version, steps, capabilities=(), rls=None, breaks=False, description=""):
        self.name, self.version, self.steps = name, version, steps
        self.capabilities, self.breaks, self.description = sorted(capabilities), breaks, description
        self.rls = canonical(rls or {"format": "pgbale-rls/1"})


def digits(c):
    return c * 64


def first_migration():
    return Migration("0001-accounts", "0.1.0", [
        Step("010-tables.sql", [
            ("CREATE TABLE", "CREATE TABLE hub.account (id bigint PRIMARY KEY, name text)"),
            ("ALTER TABLE", "ALTER TABLE hub.account ENABLE ROW LEVEL SECURITY"),
        ], head="-- accounts\n")])


def second_migration():
    return Migration("0002-names", "0.2.0", [
        Step("010-names.sql", [("ALTER TABLE", "ALTER TABLE hub.account ADD COLUMN email text")]),
        Step("020-index.sql", [("CREATE INDEX", "CREATE INDEX CONCURRENTLY account_email ON hub.account (email)")],
             standalone=True, probe={"kind": "index", "schema": "hub", "name": "account_email"})])


def segments(migration):
    count, inside = 0, False
    for step in migration.steps:
        if step.standalone:
            count, inside = count + len(step.statements), False
        elif not inside:
            count, inside = count + 1, True
    return count


class Bale:
    """Builds a bale; every attribute that is a function may change what was built so far."""

    def __init__(self, migrations=None, **hooks):
        self.migrations = migrations if migrations is not None else [first_migration(), second_migration()]
        self.lineage = hooks.pop("lineage", "hub")
        self.environments = hooks.pop("environments", [])
        self.keys = hooks.pop("keys", [CI])
        self.end = hooks.pop("end", 2)
        self.hooks = hooks

    def hook(self, name, value):
        if name not in self.hooks:
            return value
        changed = self.hooks[name](value)
        return value if changed is None else changed

    def records(self):
        parent, digest, out = "genesis", "a", []
        for number, m in enumerate(self.migrations, 1):
            states = [digits(digest)]
            for _ in range(segments(m)):
                digest = "abcdef0123456789"["abcdef0123456789".index(digest) + 1]
                states.append(digits(digest))
            record = {
                "breaks": {"lndb": m.breaks}, "format": "pgbale-migration/1", "min_client": {}, "name": m.name,
                "parent": parent, "rls": sha256(m.rls), "sequence": number,
                "state": {"digests": states, "major": 15},
                "steps": [{"name": s.name, "sha256": sha256(s.sql), "standalone": s.standalone} for s in m.steps],
                "version": m.version}
            record = self.hook("record", record)
            parent = sha256(canonical(record))
            out.append({"capabilities": m.capabilities, "description": m.description, "id": parent, "record": record,
                        "states": {}, "steps": [{"name": s.name, "statements": s.ranges()} for s in m.steps]})
        return out

    def files(self):
        files = [("state.sql", b"SELECT 'state'::text\n")]
        for m in self.migrations:
            files += [(f"migrations/{m.name}/{s.name}", s.sql) for s in m.steps]
            files.append((f"migrations/{m.name}/rls.json", m.rls))
        return self.hook("files", files)

    def build(self):
        files = self.files()
        manifest = self.hook("manifest", {
            "compiler": "0.1.0", "created": TIME, "format": "pgbale/1", "lineage": self.lineage, "managed": ["hub"],
            "files": [{"path": p, "sha256": sha256(c), "size": len(c)} for p, c in files],
            "migrations": self.records(), "publish": {},
            "requires": {"extensions": [], "roles": [], "schemas": []}})
        if manifest.get("publish") == {}:
            del manifest["publish"]
        self.manifest = self.hook("manifest_bytes", canonical(manifest))
        listed = manifest.get("files", []) if isinstance(manifest, dict) else []
        sums = "".join(f"{f['sha256']}  {f['path']}\n" for f in [{"sha256": sha256(self.manifest),
                                                                "path": "manifest.json"}] + listed)
        members = [Member("manifest.json", self.manifest), Member("SHA256SUMS", self.hook("sums", sums.encode()))]
        members += [Member(p, c) for p, c in files]
        self.rest = self.hook("rest", archive(self.hook("members", members), end=self.end))
        newest = manifest["migrations"][-1] if manifest.get("migrations") else {"id": digits("a"), "record": {}}
        self.seal = self.hook("seal_bytes", canonical(self.hook("seal", self.statement(newest))))
        return self.hook("whole", self.front() + self.rest)

    def statement(self, newest):
        record = newest["record"]
        return {
            "_type": "https://in-toto.io/Statement/v1",
            "predicateType": "https://pgbale.org/bale/v1",
            "subject": [{"digest": {"sha256": sha256(self.manifest)}, "name": "manifest.json"}],
            "predicate": {
                "archive": {"sha256": sha256(self.rest), "size": len(self.rest)},
                "breaks": record.get("breaks", {}), "environments": self.environments, "format": "pgbale/1",
                "lineage": self.lineage, "migration": newest["id"], "not_after": 0, "not_before": 0,
                "sequence": record.get("sequence", 1), "version": record.get("version", "0.1.0")}}

    def front(self):
        signatures = [(k.id, k.sign(pae(self.seal))) for k in self.keys]
        signatures = self.hook("signatures", signatures)
        members = [Member("seal.json", self.seal)]
        members += [Member(f"signatures/{i}.sig", raw) for i, raw in sorted(signatures)]
        members = self.hook("frame", members)
        return archive(members, end=0)


def good():
    return Bale().build()


# --- statements and trust stores ----------------------------------------------------------------------


def attestation(tree, keys, first="statement.json", rest=b"\0" * 2 * BLOCK):
    body = canonical(tree)
    members = [Member(first, body)]
    members += [Member(f"signatures/{k.id}.sig", k.sign(pae(body))) for k in sorted(keys, key=lambda k: k.id)]
    return archive(members, mtime=0, end=0) + rest


def key_entry(key, name, **more):
    return {"id": key.id, "name": name, "algorithm": key.algorithm,
            "spki": base64.b64encode(key.spki).decode(), **more}


def role(threshold, *keys):
    return {"keys": [k.id for k in keys], "threshold": threshold}


TRUST = {
    "format": "pgbale-trust/1", "version": 7,
    "keys": [key_entry(CI, "ci"), key_entry(HSM, "hsm"), key_entry(HUMAN, "human"),
             key_entry(RECEIPT, "staging-applier"), key_entry(AUDITOR, "auditor")]
            + [key_entry(k, f"root{i}") for i, k in enumerate(ROOTS)],
    "roles": {"release": role(1, CI, HSM, HUMAN), "receipt": role(1, RECEIPT), "approve": role(1, AUDITOR),
              "root": role(2, ROOTS[0], ROOTS[1])},
    "environments": {"prod": {}, "staging": {}},
}


def trust(change=None, base=TRUST):
    tree = copy.deepcopy(base)
    if change:
        tree = change(tree) or tree
    return canonical(tree)


def threshold(n):
    def change(t):
        t["roles"]["release"]["threshold"] = n
    return change


def of_key(which, **more):
    def change(t):
        t["keys"][which].update(more)
    return change


def update(new, previous, keys, version=None):
    """A trust update: a statement about a new trust.json, and that file."""
    tree = {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://pgbale.org/trust/v1",
            "subject": [{"digest": {"sha256": sha256(new)}, "name": "trust.json"}],
            "predicate": {"format": "pgbale-trust-update/1", "previous": sha256(previous), "size": len(new),
                          "version": version or json.loads(new)["version"]}}
    return attestation(tree, keys, rest=archive([Member("trust.json", new)], mtime=0))
