package main

import (
	"crypto/x509"
	"encoding/pem"
	"path"
	"slices"
)

// certificates lists whose the certificates in a folder's files are, by their common
// names, each once. A file that cannot be read, or holds none, is passed over.
func (n *node) certificates(dir string) ([]string, error) {
	files, err := n.names(dir)
	if err != nil {
		return nil, err
	}
	subjects := []string{}
	for _, file := range files {
		content, err := n.read(path.Join(dir, file), defaultBytes)
		if err != nil {
			continue
		}
		for _, subject := range subjectsIn(content.Content) {
			if !slices.Contains(subjects, subject) {
				subjects = append(subjects, subject)
			}
		}
	}
	return subjects, nil
}

func subjectsIn(content []byte) []string {
	var subjects []string
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type != "CERTIFICATE" {
			continue
		}
		if certificate, err := x509.ParseCertificate(block.Bytes); err == nil {
			subjects = append(subjects, certificate.Subject.CommonName)
		}
	}
	return subjects
}
