#!/usr/bin/env python3
"""Writes ledger.txt: a small ledger, byte for byte, for the format's tests.

Written from the format's page alone and sharing no code with the package, so that the two check
each other. Usage: python3 make_ledger.py > ledger.txt (needs the openssl command to sign).
"""

import base64
import hashlib
import subprocess
import tempfile


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
    if item is True or item is False:
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


def sha256(data):
    return hashlib.sha256(data).digest()


def root(leaves):
    if not leaves:
        return sha256(b"")
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + root(leaves[:k]) + root(leaves[k:]))


def commitment(salt, field, value):
    return sha256(b"hazledger/private/v1\0" + salt + field.encode() + b"\0" + value.encode())


# The secret key of RFC 8032 section 7.1, test 2: known to everybody, good for examples only.
SEED = bytes.fromhex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
PUBLIC = bytes.fromhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
ORIGIN = "county.example/chemicals"


def key_id(name):
    return sha256(name.encode() + b"\n\x01" + PUBLIC)[:4]


def verifier_key(name):
    encoded = base64.b64encode(b"\x01" + PUBLIC).decode()
    return f"{name}+{key_id(name).hex()}+{encoded}"


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


def note(text):
    blob = key_id(ORIGIN) + sign(text.encode())
    return f"{text}\n— {ORIGIN} {base64.b64encode(blob).decode()}\n".encode()


T = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z
KG, TONNE, PIECE = 2, 3, 7
MAKER, CARRIER, PAINTER = "91330000100000001X", "91330000200000002Y", "涂料厂"
TOLUENE, DRUMS, PAINT = MAKER + "/20260101-01", MAKER + "/20260101-01/D", PAINTER + "/P1"
HANDLER = commitment(bytes(range(16)), "handler", "张三")


def event(kind, number, party, fields):
    common = {0: kind, 1: f"E-{number}", 2: T + number * 3_600_000_000, 3: party}
    return common | fields


BODIES = [
    ({0: 64, 1: bytes(range(16)), 2: ORIGIN, 3: verifier_key(ORIGIN), 4: {0: 5000, 1: 0}, 5: []}, [], False),
    (
        event(1, 1, MAKER, {4: "T-1", 8: 0, 11: [[TOLUENE, [30_000_000_000, TONNE], None,
            {0: ["甲苯", "toluene"], 1: "108-88-3", 2: "1294", 3: "3", 4: "II"}]], 27: {0: HANDLER}}),
        [(0, TOLUENE)], False,
    ),
    (
        event(1, 2, MAKER, {4: "T-1", 6: "首批", 8: 4, 11: [[DRUMS, [24, PIECE], [4_320_000_000, KG], None]],
            12: [[TOLUENE, [4_321_000_000, KG]]], 14: [1_000_000, KG]}),
        [(0, TOLUENE), (0, DRUMS)], True,
    ),
    (event(2, 3, MAKER, {4: "T-1", 8: 2, 9: DRUMS, 10: [24, PIECE], 16: "W-2", 17: "满"}), [(0, DRUMS)], True),
    (event(3, 4, MAKER, {5: "HT-77", 8: 0, 13: [[DRUMS, [20, PIECE]]], 18: "Acme A/S", 19: "paint"}), [(0, DRUMS)], False),
    (
        event(4, 5, MAKER, {4: "W-2", 13: [[DRUMS, [20, PIECE], "20 drums"], [TOLUENE, [1_000_000, KG]]],
            16: "Y-1", 20: "YD-1", 21: PAINTER, 22: CARRIER}),
        [(0, TOLUENE), (0, DRUMS), (1, "YD-1")], False,
    ),
    (event(5, 6, CARRIER, {8: 1, 20: "YD-1", 23: "浙A12345"}), [(0, TOLUENE), (0, DRUMS), (1, "YD-1")], False),
    (event(5, 7, CARRIER, {8: 3, 20: "YD-1", 24: "G60 K123"}), [(1, "YD-1")], False),
    (
        event(5, 8, PAINTER, {8: 7, 13: [[DRUMS, [19, PIECE]]], 20: "YD-1", 25: True}),
        [(0, TOLUENE), (0, DRUMS), (1, "YD-1")], True,
    ),
    (event(6, 9, PAINTER, {4: "Y-1", 9: DRUMS, 10: [3, PIECE], 19: "清洗"}), [(0, DRUMS)], True),
    (event(7, 10, MAKER, {4: "T-1", 9: TOLUENE, 10: [500_000, KG], 26: "incineration"}), [(0, TOLUENE)], True),
    (event(8, 11, CARRIER, {8: 1, 9: DRUMS, 10: [1, PIECE], 20: "YD-1"}), [(0, DRUMS), (1, "YD-1")], False),
]


def entries():
    heads, previous, result = {}, None, []
    for index, (body, streams, more) in enumerate(BODIES):
        links = []
        for kind, name in sorted(streams, key=lambda stream: (stream[0], stream[1].encode())):
            ordinal, last_index, last_hash = heads.get((kind, name), (0, None, None))
            links.append([kind, name, ordinal, last_index, last_hash])
        data = cbor([1, index, T + 10**12 + index, more, previous, links, body])
        previous = sha256(b"\0" + data)
        for kind, name, ordinal, _, _ in links:
            heads[kind, name] = (ordinal + 1, index, previous)
        result.append((data, previous))
    return result


def main():
    leaves = []
    print("# A small ledger, made by make_ledger.py: index, leaf hash, bytes of each entry; the root at")
    print("# each size; the ledger's key; the note of its last checkpoint; its committed mark.")
    for index, (data, leaf) in enumerate(entries()):
        leaves.append(leaf)
        print("entry", index, leaf.hex(), data.hex())
    for size in range(len(leaves) + 1):
        print("root", size, root(leaves[:size]).hex())
    text = f"{ORIGIN}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"
    print("key", verifier_key(ORIGIN))
    print("note", note(text).hex())
    mark = len(leaves).to_bytes(8, "big") + leaves[-1]
    print("committed", (mark + sha256(mark)[:8]).hex())


main()
