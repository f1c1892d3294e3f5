package probe

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/labels"

	"github.com/volconf/volconf/support/await"
)

// Page is one HTTP response, or none: its status is 0 then, and Silence says in what way
// nothing answered.
type Page struct {
	Status  int
	Body    string
	Header  http.Header
	Silence string
}

func (p Page) String() string {
	if p.Status == 0 {
		return "no answer: " + p.Silence
	}
	body := strings.TrimSpace(p.Body)
	if len(body) > 120 {
		body = body[:120] + "…"
	}
	return fmt.Sprintf("%d %q", p.Status, body)
}

// Site reads what a Pod serves on a port. The way there is opened at the first look,
// and again after it broke.
type Site struct {
	open   func(context.Context) (way, error)
	within time.Duration // of one look
	way    way
}

// way is how a Site gets to the Pod.
type way interface {
	get(ctx context.Context, path string) (Page, error)
	close()
}

// Site prepares to read from a Pod by its address, from within the cluster, as another
// Pod would: the git server fetches the pages. Close it.
func (s *Scene) Site(c Container, port int) *Site {
	return &Site{within: s.Timeouts.HTTP, open: func(ctx context.Context) (way, error) { return s.openVisit(ctx, c, port) }}
}

// Get reads a path once. Errors of the connection are transient: the Pod, its
// server or the way there is not up yet.
func (s *Site) Get(ctx context.Context, path string) (Page, error) {
	ctx, cancel := context.WithTimeout(ctx, s.within)
	defer cancel()
	if s.way == nil {
		opened, err := s.open(ctx)
		if err != nil {
			return Page{}, err
		}
		s.way = opened
	}
	page, err := s.way.get(ctx, path)
	if err != nil && !errors.As(err, new(quiet)) {
		s.Close()
	}
	return page, err
}

// Answers is Get where it is a fact that nobody answers: somebody says that nobody listens
// there or that there is no way, or nothing is said for as long as a look may take.
func (s *Site) Answers(ctx context.Context, path string) (Page, error) {
	page, err := s.Get(ctx, path)
	var nobody quiet
	if errors.As(err, &nobody) && slices.Contains([]string{"refused", "no-route", "no-word"}, nobody.silence) {
		return Page{Silence: nobody.Error()}, nil
	}
	return page, err
}

// quiet is that nothing answers at the end of a way that is there. Its silence is the git
// server's word for it (support/incluster/gitserver), where it was asked.
type quiet struct {
	error
	silence string
}

func (q quiet) Unwrap() error { return q.error }

// Close gives up the way to the Pod.
func (s *Site) Close() {
	if s.way != nil {
		s.way.close()
		s.way = nil
	}
}

// unreachable is a connection error in the form that await knows as transient.
type unreachable struct{ error }

func (unreachable) Timeout() bool   { return false }
func (unreachable) Temporary() bool { return true }
func (u unreachable) Unwrap() error { return u.error }

var _ net.Error = unreachable{}

// visit is the way to a Pod by its address.
type visit struct {
	scene  *Scene
	target Container
	port   int
	asked  *lines
}

func (s *Scene) openVisit(ctx context.Context, c Container, port int) (*visit, error) {
	visitor, err := s.visitor()
	if err != nil {
		return nil, err
	}
	asked, err := s.openLines(ctx, visitor, "gitserver", "fetch")
	if err != nil {
		return nil, err
	}
	return &visit{scene: s, target: c, port: port, asked: asked}, nil
}

// visitor is the Pod that pages are fetched from. That there is none may pass: it is
// made anew where its node goes.
func (s *Scene) visitor() (Container, error) {
	pods, err := s.Pods.Pods(s.Instruments).List(labels.SelectorFromSet(labels.Set{"app": GitApp}))
	if err != nil {
		return Container{}, fmt.Errorf("finding the git server: %w", err)
	}
	for _, pod := range pods {
		if PodReady(pod) && pod.DeletionTimestamp == nil {
			return Container{Namespace: pod.Namespace, Pod: pod.Name, Container: GitService}, nil
		}
	}
	return Container{}, unreachable{errors.New("no git server is ready in " + s.Instruments + ", and pages are fetched from there")}
}

func (v *visit) get(ctx context.Context, path string) (Page, error) {
	pod, err := v.scene.Pods.Pods(v.target.Namespace).Get(v.target.Pod)
	if err != nil {
		return Page{}, quiet{unreachable{fmt.Errorf("finding the address of Pod %s: %w", v.target.Pod, err)}, ""}
	}
	if err := ImageProblem(pod); err != nil {
		return Page{}, err // what does not run will not serve
	}
	url, err := pageOf(pod, v.port, path)
	if err != nil {
		return Page{}, err
	}
	answer, err := v.asked.ask(ctx, url)
	if cutShort(err) || errors.Is(err, context.DeadlineExceeded) {
		err = unreachable{err}
	}
	if err != nil {
		return Page{}, fmt.Errorf("reading %s: %w", url, err)
	}
	return visited(url, answer)
}

func (v *visit) close() { v.asked.close() }

// pageOf is where a Pod answers: at the first of its addresses, of whatever family.
func pageOf(pod *corev1.Pod, port int, path string) (string, error) {
	if pod.Status.PodIP == "" {
		return "", quiet{unreachable{errors.New("Pod " + pod.Name + " has no address")}, ""}
	}
	return "http://" + net.JoinHostPort(pod.Status.PodIP, strconv.Itoa(port)) + path, nil
}

// visited reads an answer of the git server. That nothing answered shows nothing yet.
func visited(url string, answer []byte) (Page, error) {
	var told struct {
		Status  int         `json:"status"`
		Header  http.Header `json:"header"`
		Body    []byte      `json:"body"`
		Silence string      `json:"silence"`
		Error   string      `json:"error"`
	}
	if err := json.Unmarshal(answer, &told); err != nil {
		return Page{}, fmt.Errorf("reading %s: %q is not the git server's answer: %w", url, brief([]string{string(answer)}), err)
	}
	if told.Status == 0 {
		return Page{}, quiet{unreachable{fmt.Errorf("reading %s from within the cluster: %s (%s)", url, told.Error, told.Silence)}, told.Silence}
	}
	return Page{Status: told.Status, Body: string(told.Body), Header: told.Header}, nil
}

// WaitPage reads a path until accept is so, and returns the page that was
// accepted and how long it took.
func (s *Site) WaitPage(ctx context.Context, what, path string, within time.Duration, accept func(Page) bool) (Page, time.Duration, error) {
	start := time.Now()
	var page Page
	err := await.For(ctx, what, within, func(ctx context.Context) (bool, string, error) {
		var err error
		page, err = s.Get(ctx, path)
		if err != nil {
			return false, "", err
		}
		return accept(page), page.String(), nil
	})
	return page, time.Since(start), err
}
