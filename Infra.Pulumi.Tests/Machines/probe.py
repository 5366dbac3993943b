"""Outside: prints which of the ports of an address answer, all tried at once. One that refuses was not dropped, and counts."""
import concurrent.futures
import socket
import sys

address, *words = sys.argv[1:]
family = socket.AF_INET6 if ":" in address else socket.AF_INET


def answers(word):
    kind, port = word.split("/")
    with socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM) as one:
        one.settimeout(0.8)
        try:
            one.connect((address, int(port)))
            if kind == "udp":
                one.send(b"here?")
                one.recv(9)
        except ConnectionRefusedError:
            return True
        except OSError:
            return False
    return True


with concurrent.futures.ThreadPoolExecutor(200) as pool:
    print(*[word for word, yes in zip(words, pool.map(answers, words)) if yes])
