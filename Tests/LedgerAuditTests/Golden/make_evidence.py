#!/usr/bin/env python3
"""Writes evidence.txt: files of evidence about the golden ledger, byte for byte, for the tests.

Written from the pages Format and Evidence alone and sharing no code with the package, so that the two
check each other. Takes the entries of the format's vectors, commits itself to their streams, adds one event
behind, and signs with the same key. Usage: python3 make_evidence.py > evidence.txt (needs the openssl
command to sign).
"""

import base64
import hashlib
import os
import subprocess
import tempfile

VECTORS = os.path.join(os.path.dirname(__file__), "../../LedgerFormatTests/Vectors/ledger.txt")
# The secret key of RFC 8032 section 7.1, test 2: known to everybody, good for examples only.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
ORIGIN = "county.example/chemicals"
MAKER = "91330000100000001X"
TOLUENE, DRUMS = MAKER + "/20260101-01", MAKER + "/20260101-01/D"
T = 1_767_225_600_000_000


def sha256(data):
    return hashlib.sha256(data).digest()


def head(major, argument):
    for extra, size in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if argument < 24:
            return bytes([major << 5 | argument])
        if argument < 1 << 8 * size:
            return bytes([major << 5 | extra]) + argument.to_bytes(size, "big")
    raise ValueError(argument)


def cbor(item):
    if item is None:
        return b"\xf6"
    if isinstance(item, bool):
        return b"\xf5" if item else b"\xf4"
    if isinstance(item, int):
        return head(0, item)
    if isinstance(item, bytes):
        return head(2, len(item)) + item
    if isinstance(item, str):
        return head(3, len(item.encode())) + item.encode()
    if isinstance(item, list):
        return head(4, len(item)) + b"".join(map(cbor, item))
    pairs = sorted((cbor(key), cbor(value)) for key, value in item.items())
    return head(5, len(pairs)) + b"".join(key + value for key, value in pairs)


def decode(data, at=0):
    """Reads an item that is known to be good, and gives where it ends."""
    major, low = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        return {20: False, 21: True, 22: None}[low], at
    value = low
    if low >= 24:
        size = 1 << low - 24
        value, at = int.from_bytes(data[at:at + size], "big"), at + size
    if major == 0:
        return value, at
    if major in (2, 3):
        part = data[at:at + value]
        return (part if major == 2 else part.decode()), at + value
    items = []
    for _ in range(value * (2 if major == 5 else 1)):
        item, at = decode(data, at)
        items.append(item)
    return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at


def split(count):
    k = 1
    while 2 * k < count:
        k *= 2
    return k


def root(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return sha256(b"\1" + root(leaves[:k]) + root(leaves[k:]))


def path(leaves, index):
    """The inclusion path of RFC 6962, the leaf's sibling first."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if index < k:
        return path(leaves[:k], index) + [root(leaves[k:])]
    return path(leaves[k:], index - k) + [root(leaves[:k])]


def bit(key, position):
    return key[position // 8] >> (7 - position % 8) & 1


def subtree(leaves, depth):
    """The stream map's hash over leaves (key, count, head) whose keys share `depth` bits."""
    if not leaves:
        return bytes(32)
    if len(leaves) == 1:
        key, count, newest = leaves[0]
        return sha256(b"\2" + key + count.to_bytes(8, "big") + newest)
    sides = [[each for each in leaves if bit(each[0], depth) == side] for side in (0, 1)]
    return sha256(b"\3" + subtree(sides[0], depth + 1) + subtree(sides[1], depth + 1))


def stream_key(kind, name):
    return sha256(bytes([kind]) + name.encode())


def stream_proof(leaves, kind, name):
    key, siblings, depth = stream_key(kind, name), [], 0
    while len(leaves) > 1:
        siblings.append(
            subtree([each for each in leaves if bit(each[0], depth) != bit(key, depth)], depth + 1))
        leaves = [each for each in leaves if bit(each[0], depth) == bit(key, depth)]
        depth += 1
    leaf = None
    if leaves:
        leaf = list(leaves[0][1:]) if leaves[0][0] == key else list(leaves[0])
    return [kind, name, siblings, leaf]


def sign(message):
    der = bytes.fromhex("302e020100300506032b657004220420") + SEED
    with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as text:
        key.write(der)
        key.flush()
        text.write(message)
        text.flush()
        command = ["openssl", "pkeyutl", "-sign", "-rawin", "-keyform", "DER"]
        command += ["-inkey", key.name, "-in", text.name]
        return subprocess.run(command, check=True, capture_output=True).stdout


class Ledger:
    def __init__(self):
        self.stored, self.leaves, self.heads = [], [], {}
        for line in open(VECTORS, encoding="utf-8"):
            if line.startswith("entry "):
                self.take(bytes.fromhex(line.split()[3]))

    def take(self, data):
        self.stored.append(data)
        self.leaves.append(sha256(b"\0" + data))
        for kind, name, ordinal, _, _ in decode(data)[0][5]:
            self.heads[kind, name] = (ordinal + 1, len(self.stored) - 1, self.leaves[-1])

    def append(self, body, streams):
        links = []
        for stream in sorted(streams, key=lambda stream: (stream[0], stream[1].encode())):
            links.append([*stream, *self.heads.get(stream, (0, None, None))])
        index = len(self.stored)
        self.take(cbor([1, index, T + 10**12 + index, False, self.leaves[-1], links, body]))

    def map_leaves(self):
        return sorted((stream_key(*stream), found[0], found[2]) for stream, found in self.heads.items())

    def note(self):
        text = f"{ORIGIN}\n{len(self.leaves)}\n{base64.b64encode(root(self.leaves)).decode()}\n"
        blob = sha256(ORIGIN.encode() + b"\n\x01" + PUBLIC)[:4] + sign(text.encode())
        return f"{text}\n— {ORIGIN} {base64.b64encode(blob).decode()}\n".encode()


def evidence(ledger, commitment, leaves, streams):
    """A file about streams, of which the first is the subject."""
    read = [decode(data)[0] for data in ledger.stored]
    held = [
        index for index, entry in enumerate(read)
        if index in (0, commitment) or any((link[0], link[1]) in streams for link in entry[5])
    ]
    remembered = {link[3] for index in held for link in read[index][5]}
    remembered |= {index - 1 for index in held}
    paths = [path(ledger.leaves, index) for index in held if index not in remembered]
    ordered = sorted(streams, key=lambda stream: (stream[0], stream[1].encode()))
    return cbor([
        "hazledger/evidence", 1, list(streams[0]), ledger.note(), commitment,
        [ledger.stored[index] for index in held], paths,
        [stream_proof(leaves, *stream) for stream in ordered], [], [], [],
    ])


def main():
    ledger = Ledger()
    leaves, commitment = ledger.map_leaves(), len(ledger.stored)
    ledger.append({0: 67, 1: subtree(leaves, 0), 2: commitment}, [])
    use = {0: 6, 1: "E-12", 2: T, 3: MAKER, 4: "T-1", 9: TOLUENE, 10: [1_000_000, 2], 19: "清洗"}
    ledger.append(use, [(0, TOLUENE)])
    print("# Files of evidence, made by make_evidence.py: the subject, the entries that it has up to the")
    print("# commitment and behind it, the file's bytes.")
    for streams, covered, later in (
        ([(0, TOLUENE)], 6, 1),
        ([(0, TOLUENE), (0, DRUMS)], 6, 1),
        ([(1, "YD-1")], 5, 0),
        ([(0, MAKER + "/nothing")], 0, 0),
        ([(4, "浙A12345")], 0, 0),
    ):
        data = evidence(ledger, commitment, leaves, streams)
        print("evidence", *streams[0], covered, later, data.hex())


main()
