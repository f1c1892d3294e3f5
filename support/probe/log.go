package probe

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"

	"github.com/volconf/volconf/support/await"
)

// Logs returns what a container wrote so far, at most 256 KiB. Where the kubelet
// came up a moment ago and has not heard of the Pod yet, it is asked again.
func (s *Scene) Logs(ctx context.Context, c Container) (string, error) {
	var log string
	err := await.For(ctx, fmt.Sprintf("the log of %s", c), s.Timeouts.Exec, func(ctx context.Context) (bool, string, error) {
		var err error
		log, err = s.readLog(ctx, s.named(c))
		if unknownToKubelet(err) {
			err = unreachable{err}
		}
		return err == nil, "", err
	})
	return log, err
}

func (s *Scene) readLog(ctx context.Context, c Container) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, s.Timeouts.API)
	defer cancel()
	limit := int64(256 << 10)
	// Not DoRaw, which hides what the API server says of an error.
	stream, err := s.Kube.CoreV1().Pods(c.Namespace).
		GetLogs(c.Pod, &corev1.PodLogOptions{Container: c.Container, LimitBytes: &limit}).Stream(ctx)
	if err != nil {
		return "", err
	}
	log, err := io.ReadAll(stream)
	return string(log), errors.Join(err, stream.Close())
}

// unknownToKubelet tells whether it was the kubelet that did not find a Pod: what
// it says is lost on the way, and the API server answers as for a path that is not
// there (k8s.io/apiserver pkg/registry/generic/rest/response_checker.go, v0.37).
// That it knows no such Pod itself, it says in other words.
func unknownToKubelet(err error) bool {
	return apierrors.IsNotFound(err) && strings.Contains(err.Error(), "could not find the requested resource")
}

// WaitLog waits until the log of a container has a line that contains text.
func (s *Scene) WaitLog(ctx context.Context, c Container, text string) error {
	return await.For(ctx, fmt.Sprintf("the log of %s to say %q", c, text), s.Timeouts.PodReady,
		func(ctx context.Context) (bool, string, error) {
			log, err := s.Logs(ctx, c)
			return strings.Contains(log, text), lastLine(log), err
		})
}

func lastLine(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return lines[len(lines)-1]
}
