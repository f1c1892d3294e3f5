module volconf.local/node-image/runc

go 1.26.8
