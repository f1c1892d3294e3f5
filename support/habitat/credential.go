package habitat

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"log"
	"math/big"
	"os"
	"path/filepath"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	clientauthentication "k8s.io/client-go/pkg/apis/clientauthentication/v1"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"
	"k8s.io/client-go/util/cert"
	"k8s.io/client-go/util/keyutil"

	"github.com/volconf/volconf/support/held"
)

// quiet takes what a server would print about connections that it is told to break.
var quiet = log.New(io.Discard, "", 0)

// credentialFor is how long a certificate of the visitor is good.
const credentialFor = time.Minute

// CredentialVerb is the verb of volconf that the visitor's kubeconfig names: it
// prints a credential that is good for a minute.
const CredentialVerb = "habitat-credential"

// issuer is what it takes to sign the visitor's certificates: of a cluster that is
// thrown away.
type issuer struct {
	Certificate []byte `json:"certificate"`
	Key         []byte `json:"key"`
	User        string `json:"user"`
}

// shortCredential has the visitor come with a certificate that is good for a minute,
// which a program renews in time (client-go's exec plug-ins).
func shortCredential(ctx context.Context, c held.Cluster) (*held.Changed, error) {
	i, err := readIssuer(ctx, c)
	if err != nil {
		return nil, err
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	file := c.Kubeconfig + ".issuer"
	raw, err := json.Marshal(i)
	if err != nil {
		return nil, fmt.Errorf("writing the issuer of the visitor's certificates: %w", err)
	}
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		return nil, fmt.Errorf("writing the issuer of the visitor's certificates: %w", err)
	}
	path, err := asUser(c.Kubeconfig, c.Kubeconfig+".short", &clientcmdapi.AuthInfo{Exec: &clientcmdapi.ExecConfig{
		APIVersion: clientauthentication.SchemeGroupVersion.String(), Command: program, Args: []string{CredentialVerb, file},
		InteractiveMode: clientcmdapi.NeverExecInteractiveMode,
	}})
	undo := func(context.Context) error { return errors.Join(os.Remove(file), os.Remove(path)) }
	return &held.Changed{Kubeconfig: path, Undo: undo}, err
}

// readIssuer takes the authority of a cluster from its control plane.
func readIssuer(ctx context.Context, c held.Cluster) (issuer, error) {
	i := issuer{User: "system:serviceaccount:" + visitorName + ":" + visitorName}
	for path, into := range map[string]*[]byte{"ca.crt": &i.Certificate, "ca.key": &i.Key} {
		out, err := c.Script(ctx, c.ControlPlane, `cat "$1"`, filepath.Join("/etc/kubernetes/pki", path))
		if err != nil {
			return issuer{}, fmt.Errorf("reading the cluster's authority: %w", err)
		}
		*into = []byte(out)
	}
	return i, nil
}

// WriteCredential prints a credential for the visitor, as an exec plug-in does: a
// client certificate signed by the authority in a file.
func WriteCredential(out io.Writer, file string, now time.Time) error {
	raw, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("reading the issuer of the visitor's certificates: %w", err)
	}
	var i issuer
	if err := json.Unmarshal(raw, &i); err != nil {
		return fmt.Errorf("reading the issuer of the visitor's certificates: %w", err)
	}
	pair, err := i.sign(now)
	if err != nil {
		return err
	}
	// A quarter of the time before it ends the next one is asked for.
	renewed := metav1.NewTime(now.Add(credentialFor * 3 / 4))
	return json.NewEncoder(out).Encode(clientauthentication.ExecCredential{
		TypeMeta: metav1.TypeMeta{APIVersion: clientauthentication.SchemeGroupVersion.String(), Kind: "ExecCredential"},
		Status: &clientauthentication.ExecCredentialStatus{
			ClientCertificateData: string(pair.Certificate), ClientKeyData: string(pair.Key), ExpirationTimestamp: &renewed,
		},
	})
}

func (i issuer) sign(now time.Time) (held.KeyPair, error) {
	authority, signer, err := i.parse()
	if err != nil {
		return held.KeyPair{}, err
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return held.KeyPair{}, fmt.Errorf("making a key: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: i.User},
		NotBefore: now.Add(-time.Minute), NotAfter: now.Add(credentialFor),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, authority, key.Public(), signer)
	if err != nil {
		return held.KeyPair{}, fmt.Errorf("signing a certificate: %w", err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return held.KeyPair{}, fmt.Errorf("writing a key: %w", err)
	}
	return held.KeyPair{
		Certificate: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}),
		Key:         pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: raw}),
	}, nil
}

func (i issuer) parse() (*x509.Certificate, crypto.Signer, error) {
	authority, err := cert.ParseCertsPEM(i.Certificate)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the cluster's authority: %w", err)
	}
	// kubeadm's is RSA or ECDSA, as its configuration says (util/pkiutil, v1.37).
	key, err := keyutil.ParsePrivateKeyPEM(i.Key)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the key of the cluster's authority: %w", err)
	}
	signer, ok := key.(crypto.Signer)
	if !ok {
		return nil, nil, fmt.Errorf("the key of the cluster's authority is a %T, which signs nothing", key)
	}
	return authority[0], signer, nil
}
