module volconf.local/node-image/kubernetes

go 1.26.8
