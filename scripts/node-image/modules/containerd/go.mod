module volconf.local/node-image/containerd

go 1.26.8
