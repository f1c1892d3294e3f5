module volconf.local/node-image/crictl

go 1.26.8
