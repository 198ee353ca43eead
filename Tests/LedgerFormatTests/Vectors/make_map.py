#!/usr/bin/env python3
"""Writes map.txt: roots and proofs of stream maps, for the format's tests.

Written from the format's page alone, recursive and slow, so that it and the package check each
other. Usage: python3 make_map.py > map.txt
"""

import hashlib

KINDS = {0: "LOT/{}", 1: "W-{}", 2: "PARTY-{}"}
NOTHING = bytes(32)


def sha256(data):
    return hashlib.sha256(data).digest()


def bit(key, position):
    return key[position // 8] >> (7 - position % 8) & 1


def leaf(key, count, head):
    return sha256(b"\2" + key + count.to_bytes(8, "big") + head)


def subtree(leaves, depth):
    """The hash over the leaves whose keys share `depth` bits."""
    if not leaves:
        return NOTHING
    if len(leaves) == 1:
        return leaf(*leaves[0])
    sides = [[each for each in leaves if bit(each[0], depth) == side] for side in (0, 1)]
    return sha256(b"\3" + subtree(sides[0], depth + 1) + subtree(sides[1], depth + 1))


def proof(leaves, key):
    siblings, depth = [], 0
    while len(leaves) > 1:
        other = [each for each in leaves if bit(each[0], depth) != bit(key, depth)]
        siblings.append(subtree(other, depth + 1))
        leaves = [each for each in leaves if bit(each[0], depth) == bit(key, depth)]
        depth += 1
    return siblings, leaves


def stream(number):
    kind = number % 3
    name = KINDS[kind].format(number)
    return kind, name, sha256(bytes([kind]) + name.encode())


def main():
    print("# stream KIND ID KEY COUNT HEAD; root N HASH: of the first N streams;")
    print("# proof N KIND ID LEAF-KEY SIBLING...: LEAF-KEY is - where the path ends at nothing")
    leaves = []
    streams = [stream(number) for number in range(40)]
    print("root 0", subtree([], 0).hex())
    for number, (kind, name, key) in enumerate(streams[:33]):
        count, head = number * number * 7919 + 1, sha256(b"head %d" % number)
        print("stream", kind, name, key.hex(), count, head.hex())
        leaves.append((key, count, head))
        print("root", len(leaves), subtree(leaves, 0).hex())
    for size in (0, 1, 2, 7, 33):
        for kind, name, key in (streams[0], streams[5], streams[20], streams[39]):
            siblings, found = proof(leaves[:size], key)
            end = found[0][0].hex() if found else "-"
            print("proof", size, kind, name, end, *(each.hex() for each in siblings))


main()
