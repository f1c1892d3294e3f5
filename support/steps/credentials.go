package steps

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/ssh"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/volconf/volconf/support/probe"
)

// PasswordSecrets makes the Secrets right-password and wrong-password, each with
// a password of this run under the key password.
func PasswordSecrets() Step {
	return secrets(func() (map[string]map[string]string, error) {
		return map[string]map[string]string{
			"right-password": {"password": NewToken()},
			"wrong-password": {"password": NewToken()},
		}, nil
	})
}

// SSHSecrets makes the keys of an SSH server and of its clients, new for each
// run: server-keys for the server, right-key for the client it knows, wrong-key
// for one it does not, and wrong-host for one that expects another server. The
// clients' have the keys that git-sync reads: ssh and known_hosts.
func SSHSecrets(host string) Step {
	return secrets(func() (map[string]map[string]string, error) {
		var pairs [4]keyPair
		for i := range pairs {
			var err error
			if pairs[i], err = newKeyPair(); err != nil {
				return nil, err
			}
		}
		server, otherServer, client, stranger := pairs[0], pairs[1], pairs[2], pairs[3]
		known, unknown := host+" "+server.public, host+" "+otherServer.public
		return map[string]map[string]string{
			"server-keys": {"host_key": server.private, "authorized_keys": client.public},
			"right-key":   {"ssh": client.private, "known_hosts": known},
			"wrong-key":   {"ssh": stranger.private, "known_hosts": known},
			"wrong-host":  {"ssh": client.private, "known_hosts": unknown},
		}, nil
	})
}

// keyPair is an SSH key in OpenSSH's own forms: PEM, and a line of authorized_keys.
type keyPair struct{ private, public string }

func newKeyPair() (keyPair, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return keyPair{}, fmt.Errorf("making an SSH key: %w", err)
	}
	block, err := ssh.MarshalPrivateKey(private, "volconf")
	if err != nil {
		return keyPair{}, fmt.Errorf("writing an SSH key: %w", err)
	}
	line, err := ssh.NewPublicKey(public)
	if err != nil {
		return keyPair{}, fmt.Errorf("writing a public SSH key: %w", err)
	}
	return keyPair{private: string(pem.EncodeToMemory(block)), public: string(ssh.MarshalAuthorizedKey(line))}, nil
}

func secrets(contents func() (map[string]map[string]string, error)) Step {
	return func(ctx context.Context, s *probe.Scene) error {
		all, err := contents()
		if err != nil {
			return err
		}
		for name, data := range all {
			secret := &corev1.Secret{
				ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: s.Namespace, Labels: s.Labels()}, StringData: data,
			}
			if err := createObject(ctx, s, secret); err != nil {
				return err
			}
		}
		return nil
	}
}
