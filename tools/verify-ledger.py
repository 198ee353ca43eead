#!/usr/bin/env python3
"""Verifies a ledger, or tiles published from one: verify-ledger.py FOLDER [--key VKEY]

Written from the page Format of LedgerFormat alone, with Python's own library. Checks framing, encoding, all
chains, the stream rule, groups, the tree, the map of every commitment, what time stamps are over and every signed
checkpoint; not who signed a time stamp, nor the model's rules. Without --key the key is the one of entry 0.
Exit status: 0 verified, 1 damaged, 2 newer than this program, 64 wrong usage or nothing there.
"""

import base64, functools, hashlib, itertools, os, re, sys

SEGMENT, BUNDLE, INSTANT_MAX, DASH = 65_536, 256, 253_402_300_799_999_999, "— ".encode()

class Damage(Exception): """The bytes are not what the format says."""
class Newer(Exception): """A later version wrote this: neither right nor wrong."""
def need(condition, what):
    if not condition:
        raise Damage(what)
def sha256(data): return hashlib.sha256(data).digest()
@functools.lru_cache(8)
def content(path):
    return open(path, "rb").read() if os.path.isfile(path) else None
# Deterministic CBOR: an item, and where it ends.
def cbor_head(data, at):
    need(at < len(data), "an item breaks off")
    major, low, at = data[at] >> 5, data[at] & 31, at + 1
    if low < 24 or major == 7:
        return major, low, at
    need(low < 28, "an indefinite or reserved argument")
    size = 1 << (low - 24)
    need(at + size <= len(data), "an argument breaks off")
    value = int.from_bytes(data[at:at + size], "big")
    need(value >= (24, 1 << 8, 1 << 16, 1 << 32)[low - 24], "an argument longer than it need be")
    return major, value, at + size
def cbor(data, at, depth=0):
    major, value, at = cbor_head(data, at)
    need(major < 6 or major == 7 and value in (20, 21, 22), "a tag, a float or a simple value")
    if major in (0, 1, 7):
        return (value, -1 - value)[major] if major < 7 else (False, True, None)[value - 20], at
    need(value <= len(data) - at and depth < 16 + (major < 4), "too long or nested too deeply")
    if major < 4:
        piece = data[at:at + value]
        return piece if major == 2 else piece.decode("utf-8"), at + value
    items, last = [], b""
    for _ in range(value):
        start = at
        item, at = cbor(data, at, depth + 1)
        if major == 5:
            need(last < data[start:at], "keys of a map that do not ascend")
            last, key = data[start:at], item if type(item) is int else repr(item)
            item, at = cbor(data, at, depth + 1)
            item = (key, item)
        items.append(item)
    return dict(items) if major == 5 else items, at
# Ed25519 (RFC 8032), verification only.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def ed_add(a, b):
    e, f = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    w, x, y, z = f - e, h - g, h + g, f + e
    return w * x % P, y * z % P, x * y % P, w * z % P
def ed_multiply(scalar, point):
    rest = ed_multiply(scalar >> 1, ed_add(point, point)) if scalar else (0, 1, 1, 0)
    return ed_add(rest, point) if scalar & 1 else rest
def ed_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x * pow(2, (P - 1) // 4, P) % P if (x * x - square) % P else x
    need(y < P and not (x * x - square) % P and (x or not sign), "no point of the curve")
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P
def ed_verify(public, message, signature):
    s, digest = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + public + message)
    need(len(signature) == 64 and s < L, "a signature of another size or range")
    left = ed_multiply(s, ed_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))
    challenge = int.from_bytes(digest.digest(), "little") % L
    right = ed_add(ed_point(signature[:32]), ed_multiply(challenge, ed_point(public)))
    need(not any((left[axis] * right[2] - right[axis] * left[2]) % P for axis in (0, 1)), "a bad signature")
# Keys, notes and checkpoints.
def base64_bytes(text):
    data = base64.b64decode(text, validate=True)
    need(base64.b64encode(data) == text, "base64 that is not canonical")
    return data
def verifier_key(text):
    name, key_id, encoded = text.encode().split(b"+", 2)
    data = base64_bytes(encoded)
    need(name and len(data) == 33 and data[0] == 1, "not an Ed25519 key")
    computed = sha256(name + b"\n" + data)[:4]
    need(key_id == computed.hex().encode(), "a key id that is not the key's")
    return name, computed, data[1:]
def checkpoint(note, key):
    """Gives size and root of a checkpoint that the key signed."""
    end = note.rindex(b"\n\n") + 1
    text, is_signed = note[:end], False
    need(note.endswith(b"\n") and min(text.replace(b"\n", b" ")) >= 32, "not a signed note")
    for line in note[end + 1:-1].split(b"\n"):
        match = re.fullmatch(DASH + rb"([^ +]+) (\S+)", line)
        need(match and len(base64_bytes(match[2])) > 4, "a bad signature line")
        blob = base64_bytes(match[2])
        if match[1] == key[0] and blob[:4] == key[1]:
            ed_verify(key[2], text, blob[4:])
            is_signed = True
    need(is_signed, "the key did not sign")
    lines = text.split(b"\n")
    need(len(lines) >= 4 and all(lines[:-1]) and lines[0] == key[0], "not its checkpoint")
    size, root = int(lines[1]), base64_bytes(lines[2])
    need(b"%d" % size == lines[1] and size >= 0 and len(root) == 32, "a bad size or root")
    return size, root
def notes(data):
    """Parts notes that follow one another; one that was cut at the end is left out."""
    found = re.findall(rb"(?:[^\n]+\n)+\n(?:%s[^\n]*\n)+" % DASH, data)
    need(data.startswith(b"".join(found)), "bytes between checkpoints")
    return found
# Entries: the envelope, the chains, the stream rule and the tree.
NEEDED = {1: {8, 11}, 2: {8, 9}, 3: {8, 13}, 4: {13, 20}, 5: {8, 20}, 6: {9}, 7: {9}, 8: {8, 9},
          9: {17, 28}, 10: {8, 34, 35}, 11: {5, 8}, 12: {8, 48}}
NAMING = NEEDED | {1: {11, 12}, 5: {13, 20}, 8: {9, 20}, 10: {34, 36}}
def map_root(leaves, depth=0):
    """The root of the stream map over leaves of streams' keys and what is said of them."""
    if len(leaves) < 2:
        return sha256(b"\2" + leaves[0][0] + leaves[0][1]) if leaves else bytes(32)
    bit = lambda leaf: leaf[0][depth // 8] >> 7 - depth % 8 & 1
    return sha256(b"\3" + b"".join(
        map_root([leaf for leaf in leaves if bit(leaf) == side], depth + 1) for side in (0, 1)))
class Ledger:
    def __init__(self):
        self.size, self.last, self.more, self.key = 0, None, False, None
        self.heads, self.openings, self.nodes, self.placed, self.stamps = {}, {}, [], {}, []
    def take(self, data):
        """Checks the next entry, and gives the hashes that it adds to the tree's files."""
        major, count, at = cbor_head(data, 0)
        version, _ = cbor(data, at)
        if type(version) is not int or version != 1:
            raise Newer(f"version {version}")
        entry, end = cbor(data, 0)
        need(major == 4 and count == 7 and end == len(data), "not an array of 7 items")
        at = functools.reduce(lambda start, _: cbor(data, start)[1], range(6), at)
        _, index, recorded, more, previous, links, body = entry
        need(type(index) is int and [index, previous] == [self.size, self.last], "not the next entry")
        need(type(recorded) is int and 0 <= recorded <= INSTANT_MAX, "a bad time of recording")
        need(type(more) is bool and type(body) is dict and len(data) - at <= 24_000, "no body, or too large a one")
        expected, found = self.streams(body), []
        for kind, name, *rest in links:
            if type(kind) is int and kind > 6:
                raise Newer(f"stream {kind}")
            head = self.heads.get((kind, name), [0, None, None])
            need(repr(rest) == repr(head), f"the chain of {name} is broken: not {head}")
            found.append((kind, name))
        need(found == expected, f"it is on the streams {found}, which should be {expected}")
        self.placed[index] = found
        self.last, self.more, self.size = sha256(b"\0" + data), more, self.size + 1
        for kind, name, ordinal, *_ in links:
            self.heads[kind, name] = [ordinal + 1, index, self.last]
        node, height, files = self.last, 0, [(0, self.last)]
        while index >> height & 1:
            node, height = sha256(b"\1" + self.nodes.pop() + node), height + 1
            files += [(height // 8, node)] * (height % 8 == 0)
        self.nodes.append(node)
        return files
    def streams(self, body):
        kind, keys = body.get(0), set(body)
        need(type(kind) is int and (kind == 64) == (self.size == 0), "a genesis out of place")
        if kind == 64:
            need(keys == {0, 1, 2, 3, 4, 5} and len(body[1]) == 16, "not a genesis")
            self.key = verifier_key(body[3])
            need(self.key[0] == body[2].encode(), "the log key does not have the origin's name")
        elif kind == 67 and keys == {0, 1, 2}:
            leaves = [(sha256(bytes([stream]) + name.encode()), count.to_bytes(8, "big") + last)
                      for (stream, name), (count, _, last) in self.heads.items()]
            need(body[2] == self.size and body[1] == map_root(leaves), "another stream map")
        elif kind == 68 and keys == {0, 1, 2, 3, 4}:
            need(body[2] <= self.size, "a time stamp of what was not there")
            self.stamps.append([body[key] for key in (1, 2, 3)])
        elif kind not in NEEDED or keys - {*range(32), *range(34, 38), 48} or {*map(type, keys)} != {int}:
            raise Newer(f"kind {kind} with keys {sorted(map(str, keys))}")
        else:
            links = {*self.links(body, kind, keys, self.size)}
            return sorted(links, key=lambda link: (link[0], link[1].encode()))
        return []
    def links(self, body, kind, keys, at):
        """The streams of a trade event that counts at the place of entry `at`."""
        strange = keys & {9, 11, 12, 13, 20, 34, 36} - NAMING[kind]
        need(NEEDED[kind] | {1, 2, 3} <= keys and not strange, "a field is missing, or one too many")
        if kind in (10, 12):
            need(kind == 12 or (body[8] == 5) == (36 in body), "a licence and no holder, or the reverse")
            register, name = [0, body[3]] if kind == 12 else body.get(36, [body[8], body[34]])
            return [({0: 2, 1: 3, 2: 6, 3: 4, 4: 5}[register], name)]
        if kind == 11:
            return [(0, lot) for lot in body[30]] if 30 in body else [(2, body[31])]
        if kind == 9:
            party, _, first, newest = body[28]
            need(party == body[3] and first <= newest < at, "it corrects what it may not")
            self.openings = {it: old for it, old in self.openings.items() if old[0] != first}
            new = body.get(29)
            return self.placed[newest] + (self.links(new, new[0], {*new}, first) if new else [])
        lists = [body[key] for key in (11, 12, 13) if key in body]
        need(all(lists), "an empty list")
        lots = {item[0] for items in lists for item in items} | ({body[9]} if 9 in body else set())
        if kind == 4:
            need(body[20] not in self.openings, "its consignment was opened before")
            self.openings[body[20]] = at, lots
        elif kind == 5:
            need(body[20] in self.openings, "nobody opened its consignment")
            lots = self.openings[body[20]][1] if body[8] != 3 else set()
        parts = [part for lot in lots for part in lot.encode().split(b"/", 1)]
        need(len(parts) == 2 * len(lots) <= 512 and {*map(len, parts)} <= {*range(1, 129)}, "a bad lot")
        return [(0, lot) for lot in lots] + [(1, body[key]) for key in keys & {20}]
    def root(self):
        return functools.reduce(lambda a, b: sha256(b"\1" + b + a), self.nodes[::-1] or [sha256(b"")])
# A ledger's folder and a folder of tiles: where entries and hashes of the tree are.
def parted(data, count):
    at = 0
    while at < len(data) and count > 0:
        end = at + 2 + int.from_bytes(data[at:at + 2], "big")
        need(at + 2 <= len(data) and end <= len(data), "an entry breaks off")
        yield data[at + 2:end]
        at, count = end, count - 1
    need(at == len(data), "bytes after the last entry")
def tile(folder, kind, number, width):
    digits = f"{number:0{(len(str(number)) + 2) // 3 * 3}}"
    name = re.sub(r"\d{3}(?=\d)", r"x\g<0>/", digits)
    full = f"{folder}/tile/{kind}/{name}"
    data = content(f"{full}.p/{width}") if width < BUNDLE else None
    if data is None:
        data, width = content(full), BUNDLE
    need(data is not None, f"tile {kind}/{name} is missing")
    return data, width
def entries(folder, size):
    """A ledger's entries where `size` is None, else those of tiles."""
    for number in itertools.count():
        path = f"{folder}/entries/{number:010}"
        width = SEGMENT if size is None else min(BUNDLE, size - number * BUNDLE)
        if width <= 0 or size is None and content(path) is None:
            return
        data, held = tile(folder, "entries", number, width) if size else (content(path), width)
        yield from parted(data, held) if size is None else [*parted(data, held)][:width]
def tree_hash(folder, size, level, index):
    """What the files say is the hash; None where a ledger's are short, which they may be."""
    if size is None:
        found = (content(f"{folder}/tree/{level}") or b"")[index * 32:index * 32 + 32]
        return found if len(found) == 32 else None
    number, place = divmod(index, BUNDLE)
    data, held = tile(folder, level, number, min(BUNDLE, (size >> 8 * level) - number * BUNDLE))
    need(len(data) == held * 32, "a tile of another size")
    return data[place * 32:place * 32 + 32]
def verify(folder, given):
    newest = content(folder + "/checkpoint")
    need(newest and newest.count(b"\n") > 4, "there is no checkpoint")
    claimed = int(newest.split(b"\n")[1])
    mark, signed = content(folder + "/committed") or b"", {}
    mark = mark if len(mark) == 48 and sha256(mark[:40])[:8] == mark[40:] else b""
    acknowledged = int.from_bytes(mark[:8], "big")
    size = claimed if os.path.isdir(folder + "/tile") else None
    ledger, counted, roots = Ledger(), (0, sha256(b"")), [sha256(b"")]
    try:
        for data in entries(folder, size):
            for level, node in ledger.take(data):
                found = tree_hash(folder, size, level, (ledger.size >> 8 * level) - 1)
                need(found in (None, node), f"a hash of level {level} of the tree is wrong")
            if ledger.size == 1:
                need(given in (None, ledger.key), "entry 0 names another key")
                for note in [newest, *notes(content(folder + "/checkpoints") or b"")]:
                    at, root = checkpoint(note, ledger.key)
                    need(signed.setdefault(at, root) == root, "checkpoints that disagree")
            root = ledger.root()
            roots.append(root)
            need(signed.get(ledger.size, root) == root, "the root is not the signed one")
            if ledger.size == acknowledged:
                need(mark[8:40] == ledger.last and not ledger.more, "not what was acknowledged")
            counted = counted if ledger.more else (ledger.size, root)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, Damage) as damage:
        if ledger.size < max(claimed, acknowledged) or not signed:
            raise Damage(f"at entry {ledger.size}: {damage}") from damage
        print(f"note: a tail behind entry {counted[0] - 1} is not counted: {damage}")
    for token, stamped, root in ledger.stamps if size is None else []:
        name = f"{folder}/timestamps/{stamped:010}-{token.hex()[:16]}"
        der, note = content(name + ".token") or b"", content(name + ".checkpoint") or b""
        need(sha256(der) == token and sha256(note) in der, f"{name}.token is missing or another")
        need(checkpoint(note, ledger.key) == (stamped, root) == (stamped, roots[stamped]), "another tree")
    need(signed and counted[0] >= max(acknowledged, *signed), f"only {counted[0]} entries")
    return counted, ledger.key
def main(folder=None, option="--key", key=None, *_):
    if option != "--key" or not any(os.path.isdir(f"{folder}/{it}") for it in ("entries", "tile")):
        print(__doc__, file=sys.stderr)
        return 64
    try:
        (size, root), key = verify(folder, verifier_key(key) if key else None)
    except Newer as newer:
        print(f"newer than this program: {newer}")
        return 2
    except (Damage, ValueError, IndexError) as damage:
        print(f"damaged: {damage}")
        return 1
    print(f"ok: {size} entries of {key[0].decode()}, root {base64.b64encode(root).decode()}")
    return 0

sys.exit(main(*sys.argv[1:]))
