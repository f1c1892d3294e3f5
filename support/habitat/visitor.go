package habitat

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	clientcmdapi "k8s.io/client-go/tools/clientcmd/api"

	"github.com/volconf/volconf/support/await"
	"github.com/volconf/volconf/support/held"
	"github.com/volconf/volconf/support/namespace"
)

const (
	visitorName = "visitor"
	// tokenFor is longer than any visit; in seconds.
	tokenFor = 3 * 60 * 60
)

// visitor makes a user who may do what the shipped roles grant and nothing else,
// and returns the path of the user's kubeconfig in a folder.
func visitor(ctx context.Context, c held.Cluster, roles []rbacv1.ClusterRole, folder string, t await.Timeouts) (string, error) {
	if err := namespace.Make(ctx, c.Kube, visitorName, nil, t.NamespaceReady); err != nil {
		return "", err
	}
	account := &corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: visitorName, Namespace: visitorName}}
	if _, err := c.Kube.CoreV1().ServiceAccounts(visitorName).Create(ctx, account, metav1.CreateOptions{}); err != nil {
		return "", fmt.Errorf("making the visitor's account: %w", err)
	}
	for i := range roles {
		if err := grant(ctx, c.Kube, &roles[i]); err != nil {
			return "", err
		}
	}
	seconds := int64(tokenFor)
	request := &authenticationv1.TokenRequest{Spec: authenticationv1.TokenRequestSpec{ExpirationSeconds: &seconds}}
	token, err := c.Kube.CoreV1().ServiceAccounts(visitorName).CreateToken(ctx, visitorName, request, metav1.CreateOptions{})
	if err != nil {
		return "", fmt.Errorf("making the visitor's token: %w", err)
	}
	return asUser(c.Kubeconfig, filepath.Join(folder, "kubeconfig"), &clientcmdapi.AuthInfo{Token: token.Status.Token})
}

func grant(ctx context.Context, kube kubernetes.Interface, role *rbacv1.ClusterRole) error {
	if _, err := kube.RbacV1().ClusterRoles().Create(ctx, role, metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("making role %s: %w", role.Name, err)
	}
	binding := &rbacv1.ClusterRoleBinding{
		ObjectMeta: metav1.ObjectMeta{Name: role.Name},
		RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: role.Name},
		Subjects:   []rbacv1.Subject{{Kind: rbacv1.ServiceAccountKind, Name: visitorName, Namespace: visitorName}},
	}
	if _, err := kube.RbacV1().ClusterRoleBindings().Create(ctx, binding, metav1.CreateOptions{}); err != nil {
		return fmt.Errorf("binding role %s: %w", role.Name, err)
	}
	return nil
}

// asUser writes a kubeconfig for the cluster of another one and a user.
func asUser(kubeconfig, path string, user *clientcmdapi.AuthInfo) (string, error) {
	config, err := clientcmd.LoadFromFile(kubeconfig)
	if err != nil {
		return "", fmt.Errorf("reading the kubeconfig: %w", err)
	}
	for name := range config.AuthInfos {
		config.AuthInfos[name] = user
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", fmt.Errorf("making the folder of a kubeconfig: %w", err)
	}
	if err := clientcmd.WriteToFile(*config, path); err != nil {
		return "", fmt.Errorf("writing a kubeconfig: %w", err)
	}
	return path, nil
}
