#!/usr/bin/env bash
# Inside a machine, between a death and the second run: a changed file has a memory of the old state, and a timer that would
# bring it back. Every other time it does come back, by what the boot does.
set -euo pipefail
changed() { ls /etc/infra/firewall.nft /etc/ssh/sshd_config.d/00-infra.conf 2>/dev/null; }
[[ -z $(changed) ]] || systemctl -q is-active "infra-guard-$(cat /var/lib/infra/guard/armed/id).timer"
[[ $(($1 % 2)) == 0 ]] || infra-guard boot
[[ $(($1 % 2)) == 0 || -z $(changed) ]]
