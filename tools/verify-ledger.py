#!/usr/bin/env python3
"""Verifies a ledger, tiles, or a file of evidence: verify-ledger.py PATH [--key VKEY], else by the key of entry 0.
Written from the pages Format and Evidence alone. Checks all that they say but the model's rules, witnesses'
cosignatures and who signed a time stamp. Exit status: 0 verified, 1 damaged, 2 newer than this, 64 wrong usage."""
import base64, collections, functools, glob, hashlib, io, os, re, sys
class Damage(Exception): """The bytes are not what the format says."""
class Newer(BaseException): """A later version wrote this: neither right nor wrong."""
def need(condition, what, fault=Damage):
    if not condition: raise fault(what)
def sha256(*pieces): return hashlib.sha256(b"".join(pieces)).digest()
def text64(data): return base64.b64encode(data).decode()
def bytes64(text): return need(text64(it := base64.b64decode(text, validate=True)) == text, "bad base64") or it
def content(path): return open(path, "rb").read() if os.path.isfile(path) else None
def cbor(data, at=0, depth=0):  # gives an item of deterministic CBOR, and where it ends
    major, value, at = data[at] >> 5, data[at] & 31, at + 1
    if value > 23:
        size = 1 << value - 24
        value, at = int.from_bytes(data[at:at + size], "big"), at + size
        need(size < 16 and value >= (24 if size == 1 else 1 << 4 * size) and at <= len(data), "a bad argument")
    if major == 7: return {20: (False,), 21: (True,), 22: None}[value], at  # tuples, which are no numbers
    if major < 2: return (value, -1 - value)[major], at
    need(major < 6 and value <= len(data) - at and depth < 16 + (major < 4), "a tag, too long, or too deep")
    if major < 4: return data[at:at + value] if major == 2 else data[at:at + value].decode(), at + value
    items, keys = [], []
    for position in range(value * (major - 3)):
        start, (item, at) = at, cbor(data, at, depth + 1)
        items.append(item)
        if position % 2 == 0: keys.append(data[start:at])
    is_map = major == 5 and keys == sorted({*keys}) and {*map(type, items[::2])} <= {int}
    need(major == 4 or is_map, "keys of a map that do not ascend")
    return dict(zip(items[::2], items[1::2])) if is_map else items, at
P, L, D = (p := 2**255 - 19), 2**252 + 27742317777372353535851937790883648493, -121665 * pow(121666, -1, p) % p
def ed_add(a, b):  # Ed25519 (RFC 8032), verification only, by projective points
    (x, y, z), (u, v, w) = a, b
    s, t = z * w % P, D * x * u * y * v % P
    return s * (s * s - t) * (x * v + u * y) % P, s * (s * s + t) * (y * v + x * u) % P, (s**4 - t * t) % P
def ed_multiply(n, point):
    return ed_add(ed_multiply(n >> 1, ed_add(point, point)), point if n & 1 else (0, 1, 1)) if n else (0, 1, 1)
def ed_point(data):
    sign, y = divmod(int.from_bytes(data, "little"), 2**255)
    square, half_turn = (y * y - 1) * pow(D * y * y + 1, -1, P) % P, pow(2, (P - 1) // 4, P)
    x = pow(square, (P + 3) // 8, P) * (1 if pow(square, (P - 1) // 4, P) == 1 else half_turn) % P
    need(len(data) == 32 and y < P and (x * x - square) % P == 0 and (x or not sign), "no point of the curve")
    return x if x & 1 == sign else P - x, y, 1
def ed_verify(public, message, signature):
    s, k = int.from_bytes(signature[32:], "little"), hashlib.sha512(signature[:32] + public + message).digest()
    y = int.from_bytes(public, "little") % 2**255  # no second spelling, and no point whose order divides 8
    need(y < P and y * (y * y - 1) * (D * y**4 + 2 * y * y - 1) % P, "a key under which anybody can sign")
    u = ed_multiply(s, ed_point((4 * pow(5, -1, P) % P).to_bytes(32, "little")))
    v = ed_add(ed_point(signature[:32]), ed_multiply(int.from_bytes(k, "little") % L, ed_point(public)))
    need(len(signature) == 64 and s < L and not any((a * v[2] - b * u[2]) % P for a, b in zip(u, v)), "forged")
Key, Note = map(collections.namedtuple, ("Key", "Note"), ("name id public text", "text origin size root signed"))
def verifier_key(text):
    name, key_id, encoded = re.fullmatch(r"([^\s\0-\x1f\x7f-\x9f+]+)\+([0-9a-f]{8})\+(\S+)", text).groups()
    data, key_id = bytes64(encoded), bytes.fromhex(key_id)
    need(len(data) == 33 and data[0] == 1 and key_id == sha256(name.encode(), b"\n", data)[:4], "no key of its id")
    return Key(name, key_id, data[1:], text)
def checkpoint(data):
    need(min(data.replace(b"\n", b" ")) >= 32, "a control character")
    form = "((.+)\n(0|[1-9][0-9]*)\n(.{43}=)\n(?:.+\n)*)\n((?:— [^ +\n]+ [^ \n]+\n){1,100})"
    text, origin, size, root, lines = re.fullmatch(form, data.decode()).groups()
    signatures = [(line.split(" ")[1], bytes64(line.split(" ")[2])) for line in lines.split("\n")[:-1]]
    return Note(text.encode(), origin, int(size), bytes64(root), signatures)
def check_signed(note, key, stamped=b"", token=b""):  # by the log key, and by it alone where it is time-stamped
    own = [blob for name, blob in note.signed if (name, blob[:4]) == key[:2]]
    need(own and note.origin == key.name, f"the log key {key.text} did not sign")
    for blob in own: ed_verify(key.public, note.text, blob[4:])
    need(not stamped or len(note.signed) == 1 and sha256(stamped) in token, "a time stamp over other bytes")
def half(size): return 1 << max(size - 1, 0).bit_length() >> 1
def tree_root(row):
    return sha256(b"\1", *map(tree_root, (row[:at], row[at:]))) if (at := half(len(row))) else [*row, sha256()][0]
def path_root(leaf, index, size, path):
    need(0 <= index < size and (size == 1) == (path == []), "a path of another length")
    cut = half(size) or 1
    if index >= cut: return sha256(b"\1", path[-1], path_root(leaf, index - cut, size - cut, path[:-1]))
    return sha256(b"\1", path_root(leaf, index, cut, path[:-1]), path[-1]) if path else leaf
def growth(old, size, path, known):  # the roots before and after, by a consistency proof that is used up
    if old == size: return [known or path.pop(0)] * 2
    need(0 < old < size, "a tree that did not grow")
    cut, is_left = half(size), old <= half(size)
    roots = growth(old, cut, path, known) if is_left else growth(old - cut, size - cut, path, None)
    beside = path.pop(0)
    return [roots[0], sha256(b"\1", roots[1], beside)] if is_left else [sha256(b"\1", beside, it) for it in roots]
def map_key(stream): return sha256(bytes(stream[:1]), stream[1].encode())
def map_leaf(key, count, head): return sha256(b"\2", key, count.to_bytes(8, "big"), head)
def bit(key, depth): return key[depth // 8] >> 7 - depth % 8 & 1
def map_root(leaves, depth=0):
    if len(leaves) < 2: return map_leaf(*leaves[0]) if leaves else bytes(32)
    sides = ([leaf for leaf in leaves if bit(leaf[0], depth) == side] for side in (0, 1))
    return sha256(b"\3", *(map_root(side, depth + 1) for side in sides))
def map_says(root, key, beside, leaf):  # of a stream: how many entries it has, and the hash of the newest
    other, count, head = (key, 0, None) if leaf is None else [key, *leaf][-3:]
    node = bytes(32) if leaf is None else map_leaf(other, count, head)
    for depth in range(len(beside) - 1, -1, -1):
        need(bit(key, depth) == bit(other, depth), "a leaf of the map from elsewhere")
        node = sha256(b"\3", *((beside[depth], node) if bit(key, depth) else (node, beside[depth])))
    is_leaf = leaf is None or len(other) == len(head) == 32 and len(leaf) == 2 + (other != key)
    need(node == root and is_leaf and type(beside) is list, "no proof of the committed map")
    return [count, head] if leaf and other == key else [0]
class Keys:  # who signs: the ledger's own key and those of parties, as entries change them
    def __init__(self, genesis):
        self.ledger, key, self.policy = genesis[1], verifier_key(genesis[3]), genesis[4]
        self.registrars = {verifier_key(text).public for text in genesis[5]}
        self.log, self.parties, self.newest = [(0, key)], collections.defaultdict(dict), {}
        need(len(self.ledger) == 16 and key.name == genesis[2] and 2 <= self.policy.get(2, 2) <= 16, "no genesis")
        need({*self.policy} <= {0, 1, 2} and 0 <= self.policy[0] <= 10**6 and self.policy[1] in (0, 1), "policy")
    def of_log(self, size): return [key for index, key in self.log if index < max(size, 1)][-1]
    def verify(self, public, by, act, *lines):
        ed_verify(public, "\n".join([f"hazledger/{act}/v1", self.ledger.hex(), *map(str, lines), ""]).encode(), by)
    def rotate(self, body, index):
        old, new = self.log[-1][1], verifier_key(body[1])
        need(new.name == old.name and new.public not in [key.public for _, key in self.log], "not a new log key")
        for key, by in (old, body[2]), (new, body[3]): self.verify(key.public, by, "rotation", old.text, new.text)
        self.log.append((index, new))
    def live(self, party, at): return [it for it, end in self.parties[party].items() if end is None or at < end]
    def change(self, body, digest, recorded):
        action, party, text, previous, until, signatures = [body[key] for key in range(1, 7)]
        key, keys, signers = verifier_key(text), self.parties[party], [public for public, _ in signatures]
        own = [it for it in self.live(party, recorded) if it.public in signers]
        strangers = {*signers} - self.registrars - {it.public for it in (key, *own)}
        is_enough = own or action != 1 and len(self.registrars & {*signers}) >= self.policy.get(2, 1)
        is_new = not {*key[1:3]} & {it for known in keys for it in known[1:3]}
        need(keys.get(key, 0) != 0 and until is None if action == 2 else is_new, "a key that is past, or known")
        need(not strangers and is_enough and (until is None or recorded < until), "signed by others, or expired")
        need(signers == sorted({*signers})[:16] and previous == self.newest.get(party), "events out of order")
        words = ("register", "rotate", "revoke")[action], party, text, text64(previous or b"") or "none"
        for public, by in signatures: self.verify(public, by, "key", *words, "never" if until is None else until)
        keys |= dict.fromkeys([[], own, [key]][action], 0) | ({key: until} if action < 2 else {})
        self.newest[party] = digest
    def vouch(self, body, root, recorded):
        _, party, number, count, signature = [body[key] for key in range(5)]
        [key] = [it for it in self.live(party, recorded) if it.id.hex() == f"{number:08x}"]
        self.verify(key.public, signature, "submission", party, key.id.hex(), count, text64(root))
class Entries:  # of a ledger, one after another, or of a file of evidence, which has all of its `chosen` streams
    def __init__(self, chosen=None, authors=()):
        self.chosen, self.authors, self.size, self.remembered, self.stamps = chosen, [*authors], 0, set(), []
        self.heads, self.openings, self.placed, self.hashes, self.bodies, self.run = ({} for _ in range(6))
        self.names, self.events = {}, {}  # entries by party and id, and by entry those and the newest correction
    def take(self, data):
        need(type(cbor(data, 1)[0]) is int and data[1] == 1, f"version {cbor(data, 1)[0]}", Newer)
        (_, index, recorded, more, previous, links, body), end = cbor(data)
        raw = data[functools.reduce(lambda at, _: cbor(data, at)[1], range(6), 1):]
        need([*map(type, (index, recorded, more))] == [int, int, tuple] and end == len(data), "no envelope")
        need(0 <= recorded <= 253_402_300_799_999_999 and len(raw) <= 24_000 * (1 + (body[0] == 9)), "a bad size")
        need([previous is None, body[0] == 64] == [index == 0] * 2, "a genesis out of place")
        need(index == self.size or self.chosen and index > self.size, "not the next entry")
        for place, remembered in [(index - 1, previous), *((link[3], link[4]) for link in links)]:
            need(self.hashes.get(place, remembered) == remembered, f"it remembers entry {place} otherwise")
            self.remembered.add(place)
        expected = (self.streams if body[0] < 64 else self.ledger_event)(body, index, recorded, raw)
        found, leaf = [(kind, name) for kind, name, *_ in links], sha256(b"\0", data)
        for stream, (_, _, ordinal, *previous) in zip(found, links):
            need(type(stream[0]) is not int or stream[0] < 7, f"stream {stream[0]}", Newer)
            is_foreign, head = self.chosen and stream not in self.chosen, self.heads.get(stream, [0, None, None])
            need(is_foreign or repr([ordinal, *previous]) == repr(head), f"the chain of {stream} is broken")
            self.heads[stream] = [ordinal + 1, index, leaf]
        is_right = {*found} == expected or self.chosen and None in expected and {*found} > expected - {None}
        need(is_right and found == sorted({*found}), f"it is on the streams {found}, which should be {expected}")
        self.hashes[index], self.placed[index], self.size, self.more = leaf, found, index + 1, more[0]
        self.bodies[index] = body if self.chosen else None
        if body[0] < 64: self.run[index] = body[3], sha256(b"\0", raw)
        need((is_open := more[0] and body[0] < 64) or not (self.run and self.keys.policy[1]), "nobody signed")
        self.run = self.run if is_open else {}
    def ledger_event(self, body, index, recorded, raw):
        kind, size = body[0], {64: 6, 65: 7, 66: 5, 67: 3, 68: 5, 69: 4}.get(body[0], 0)
        need({*body} == {*range(size)}, f"kind {kind} with keys {[*body]}", Newer)
        if kind == 64: self.keys = Keys(body)
        if kind == 65: self.keys.change(body, sha256(b"\0", raw), recorded)
        if kind == 66: self.keys.vouch(body, self.submitted(body, index), recorded)
        if kind == 67 and not self.chosen:
            need(body[1] == map_root([(map_key(it), *head[::2]) for it, head in self.heads.items()]), "no map")
        need(kind not in (67, 68) or body[2] == index or kind == 68 and body[2] < index, "of what was not there")
        if kind == 68: self.stamps.append([body[key] for key in (1, 2, 3)])
        if kind == 69: self.keys.rotate(body, index)
        return {(2, body[2])} if kind == 65 else set()
    def submitted(self, body, index):  # the root over its events, in evidence by the paths of those at hand
        count, first, paths = body[3], index - body[3], self.authors.pop(0) if self.chosen else range(body[3])
        covered = [(at, *self.run.pop(at)) for at in sorted(self.run) if at >= first]
        need(len(covered) == len(paths) and {it[1] for it in covered} == {body[1]} and count <= 16_384, "not its")
        if not self.chosen: return tree_root([leaf for _, _, leaf in covered])
        return bytes(*{path_root(leaf, at - first, count, path) for (at, _, leaf), path in zip(covered, paths)})
    def streams(self, body, at, *_):  # of a trade event at the place of entry `at`, None for some not known
        kind, keys = body[0], {*body}
        need(0 < kind < 13 and keys <= {*range(32), *range(34, 38), 48}, f"kind {kind} with keys {[*body]}", Newer)
        need({1, 2, 3} <= keys and (kind == 10 and body[8] == 5) == (36 in body), "a field missing, or too many")
        name, known = [body[3], body[1]], self.events.setdefault(at, [body[3], body[1], at] * (kind != 9))
        need(self.names.setdefault((*name,), at) == at and known[:2] in ([], name), "an id that was used before")
        if kind == 9:
            party, name, first, newest = body[28]
            is_right = self.events.get(first, [party, name, newest]) == [party, name, newest]
            need(is_right and party == body[3] and first <= newest < at, "it corrects what it may not")
            self.openings = {it: old for it, old in self.openings.items() if old[0] != first}
            self.events[first] = [party, name, at]
            return {*self.placed.get(newest, [None])} | (self.streams(body[29], first) if 29 in body else set())
        if kind == 11 and 30 in body: return {(0, lot) for lot in body[30]}
        register, name = body.get(36, [body[8], body[34]]) if kind == 10 else (0, body[31 if kind == 11 else 3])
        if kind > 9: return {({0: 2, 1: 3, 2: 6, 3: 4, 4: 5}[register], name)}
        lots = {it[0] for key in keys & {11, 12, 13} for it in body[key]} | {body[key] for key in keys & {9}}
        need(all(body[key] for key in keys & {11, 12, 13}) and len(lots) <= 256, "no goods, or too many")
        need(kind != 4 or self.openings.setdefault(body[20], (at, lots))[0] == at, "a waybill opened before")
        if kind == 5: lots = {it for it in self.openings.get(body[20], (0, {None}))[1] if body[8] != 3 or not it}
        need(all(re.fullmatch(b"(?s)[^/]{1,128}/.{1,128}", lot.encode()) for lot in lots - {None}), "a bad lot")
        return {lot and (0, lot) for lot in lots} | {(1, body[key]) for key in keys & {20}}
NAMES = "handler checker contact driver escort agent identityNumber personName".split()
def verify_evidence(data):
    (title, version, *rest), end = cbor(data)
    need(title != "hazledger/evidence" or version == 1, f"version {version}", Newer)
    subject, note, committed, stored, paths, proofs, authors, openings, stamps = rest
    names, subject, note = [(kind, name) for kind, name, *_ in proofs], tuple(subject), checkpoint(note)
    need([title, end, *map(type, rest)] == ["hazledger/evidence", len(data), list, bytes, int] + [list] * 6, "bad")
    entries, streams = Entries({*names}, authors), {*names}
    for piece in stored: entries.take(piece)
    free, bodies = sorted({*entries.bodies} - entries.remembered), entries.bodies
    roots = {path_root(entries.hashes[at], at, note.size, path) for at, path in zip(free, paths)}
    need(len(free) == len(paths) and roots == {note.root} and bodies[committed][0] == 67, "not in the signed tree")
    for stream, (_, _, beside, leaf) in zip(names, proofs):
        row = [entries.hashes[at] for at in bodies if at < committed and stream in entries.placed[at]]
        need(map_says(bodies[committed][1], map_key(stream), beside, leaf) == [len(row), *row[-1:]], "not all")
    parties = {(2, body[1]) for body in bodies.values() if body[0] == 66}
    family = genealogy(subject, {at: bodies[at] for at in bodies if at < committed})
    is_whole = {subject, *parties} <= streams and streams - parties - {subject} in (set(), family - {subject})
    is_ordered = names == sorted(streams) and (shown := [(*it[:2],) for it in openings]) == sorted({*shown})
    own = {0, committed} | {at for at in bodies if bodies[at][0] in (66, 69) or streams & {*entries.placed[at]}}
    need(is_whole and own == {*bodies} and not entries.authors and is_ordered, "superfluous, or out of order")
    for at, field, salt, value in openings:
        body, text = (bodies[at], bodies[at].get(29))[field >> 7], f"{NAMES[field & 127]}\0{value}".encode()
        need(len(salt) == 16 and body[27][field & 127] == sha256(b"hazledger/private/v1\0", salt, text), "private")
    need(not (entries.run and entries.keys.policy[1]), "events that nobody vouches for")
    check_signed(note, entries.keys.of_log(note.size))
    for token, stamped, path, chain in stamps:
        old = checkpoint(stamped + chain[:0])  # which are bytes, both
        check_signed(old, entries.keys.of_log(old.size), stamped, bytes(token))
        need(growth(old.size, note.size, path, old.root) == [old.root, note.root] and path == [], "another growth")
    return note.size, note.root, {entries.keys.of_log(note.size)}, stamps
def genealogy(subject, bodies):  # the lots that a lot's source and destination rest on, by what counts in the end
    made = {it[28][2] if 28 in it else at: it.get(29, {0: 9}) if 28 in it else it for at, it in bodies.items()}
    made = [(at, *({(0, it[0]) for it in made[at].get(key, ())} for key in (11, 12)))
            for at in sorted(made) if made[at][0] == 1]
    making = {lot: at for at, outputs, _ in reversed(made) for lot in outputs}
    sources, products, asked = {subject}, {subject}, {subject}
    for at, outs, ins in made[::-1]: sources |= ins if any(making[it] == at for it in outs & sources) else set()
    for at, outs, ins in made:
        if any(making.get(it, -1) < at for it in ins & products):
            asked, products = asked | outs, products | {it for it in outs if making[it] == at}
    return sources | asked
def parted(data):
    stream = io.BytesIO(data)
    while head := stream.read(2):
        piece = stream.read(int.from_bytes(head, "big"))
        need(len(head) == 2 and len(piece) == int.from_bytes(head, "big"), "an entry breaks off")
        yield piece
def files(folder, kind, size):  # of entries or a level's hashes: a ledger's, or the tiles for so many of them
    pattern = f"{glob.escape(folder)}/" + ("entries/[0-9]*" if kind == "entries" else f"tree/{kind}")
    for path in sorted(glob.glob(pattern)) if size is None else []: yield content(path)
    for first in range(0, size or 0, 256):
        digits, width = f"{first // 256:0{(len(str(first // 256)) + 2) // 3 * 3}}", min(256, size - first)
        path = f"{folder}/tile/{kind}/" + re.sub(r"\d{3}(?=\d)", r"x\g<0>/", digits)
        yield content(f"{path}.p/{width}") or content(path)
def verify_folder(folder):
    kept, newest, mark = (content(f"{folder}/{it}") or b"" for it in ("checkpoints", "checkpoint", "committed"))
    parts, entries, whole = re.findall("(?:[^\n]+\n)+\n(?:— [^\n]*\n)+".encode(), kept), Entries(), 0
    need(newest and kept.startswith(b"".join(parts)), "no checkpoint, or bytes between those that were kept")
    signed, is_tiles = [(checkpoint(note), b"", b"") for note in [newest, *parts]], os.path.isdir(folder + "/tile")
    marked = int.from_bytes(mark[:8], "big") if sha256(mark[:40])[:8] == mark[40:] else 0
    size, least = signed[0][0].size if is_tiles else None, max(marked, *(note[0].size for note in signed))
    try:
        for data in (it for file in files(folder, "entries", size) for it in parted(file)):
            entries.take(data)
            need(entries.size != marked or not entries.more and entries.hashes[marked - 1] == mark[8:40], "mark")
            whole = whole if entries.more else entries.size
    except Exception as damage:
        need(entries.size >= least and whole and not is_tiles, f"at entry {entries.size}: {damage}")
        print(f"note: a tail behind entry {whole - 1} is not counted: {damage}")
    levels = [[*entries.hashes.values()]]
    while levels[-1]:
        levels.append([tree_root(levels[-1][at:at + 256]) for at in range(0, len(levels[-1]) - 255, 256)])
        row, size = b"".join(levels[-2]), len(levels[-2]) if is_tiles else None
        found = b"".join(files(folder, len(levels) - 2, size))
        need(found == row if is_tiles else found[:len(row)] == row[:len(found)], "another file of tree/")
    def root(at): return tree_root(levels[1][:at >> 8] + [tree_root(levels[0][at >> 8 << 8:at])][:at & 255])
    need(whole >= least, f"only {whole} entries")
    for digest, size, stamped in [] if is_tiles else entries.stamps:
        name = f"{folder}/timestamps/{size:010}-{digest.hex()[:16]}"
        token, data = (content(name + it) or b"" for it in (".token", ".checkpoint"))
        signed.append((checkpoint(data), data, token))
        need(sha256(token) == digest and signed[-1][0][2:4] == (size, stamped), f"{name} is not what it was")
    for note, *stamp in signed:
        need(note.root == root(note.size), f"the root over {note.size} entries is not the signed one")
        check_signed(note, entries.keys.of_log(note.size), *stamp)
    return whole, root(whole), {key for _, key in entries.keys.log}, entries.stamps
def main(path="", option="--key", key=None, *more):
    if option != "--key" or more or not os.path.exists(path): return print(__doc__, file=sys.stderr) or 64
    try:
        size, root, keys, stamps = verify_folder(path) if os.path.isdir(path) else verify_evidence(content(path))
        need(not key or verifier_key(key) in keys, "it is signed by another key")
    except Newer as newer: return print("newer than this program:", newer) or 2
    except Exception as damage: return print("damaged:", damage) or 1
    print(f"ok: {size} entries, root {text64(root)}, signed by {' and '.join(key.text for key in keys)}")
    print("not checked: the model's rules, cosignatures, and who made its", len(stamps), "time stamps")
if __name__ == "__main__": sys.exit(main(*sys.argv[1:]))
