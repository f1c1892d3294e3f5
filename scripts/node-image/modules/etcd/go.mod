module volconf.local/node-image/etcd

go 1.26.8
