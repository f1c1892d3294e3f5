module volconf.local/node-image/cni-plugins

go 1.26.8
