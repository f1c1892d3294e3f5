module volconf.local/node-image/local-path

go 1.26.8
