#!/usr/bin/env bash
# Inside a machine, after a kill and before the second run: a changed file must have a backup and a timer that would restore it.
# Every other time the rollback of the boot restores it.
set -euo pipefail
changed() { ls /etc/infra/firewall.nft /etc/ssh/sshd_config.d/00-infra.conf 2>/dev/null; }
[[ -z $(changed) ]] || systemctl -q is-active "infra-guard-$(cat /var/lib/infra/guard/armed/id).timer"
[[ $(($1 % 2)) == 0 ]] || infra-guard boot
[[ $(($1 % 2)) == 0 || -z $(changed) ]]
