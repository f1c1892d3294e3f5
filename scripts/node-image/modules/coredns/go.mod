module volconf.local/node-image/coredns
