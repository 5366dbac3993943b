"""Inside a machine: answers on the ports that matter, TCP and UDP, IPv4 and IPv6, until it is killed."""
import os
import select
import socket
import sys

listeners = []
for word in sys.argv[1:]:
    kind, port = word.split("/")
    one = socket.socket(socket.AF_INET6, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("::", int(port)))
    if kind == "tcp":
        one.listen(100)
    listeners.append(one)
if os.fork():
    os._exit(0)  # the ports are open: whoever waits may go on
os.setsid()
for stream in (0, 1, 2):
    os.dup2(os.open(os.devnull, os.O_RDWR), stream)
while True:
    for one in select.select(listeners, [], [])[0]:
        if one.type == socket.SOCK_STREAM:
            one.accept()[0].close()
        else:
            one.sendto(b"here", one.recvfrom(9)[1])
