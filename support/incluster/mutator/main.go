// Command mutator is the webhook of a sabotage: it changes the Pods of claims at
// their creation. It runs only in clusters that `volconf prove` made to be
// broken.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/volconf/volconf/support/incluster/mutator/mutation"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "mutator:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("mutator", flag.ContinueOnError)
	addr := flags.String("addr", ":9443", "address to listen on")
	set := flags.String("set", "/etc/mutator/set.json", "file of the rules")
	cert := flags.String("cert", "/etc/mutator/tls.crt", "certificate")
	key := flags.String("key", "/etc/mutator/tls.key", "key of the certificate")
	if err := flags.Parse(args); err != nil {
		return err
	}
	rules, err := readSet(*set)
	if err != nil {
		return err
	}
	server := &http.Server{Addr: *addr, Handler: webhook{rules}, ReadHeaderTimeout: 10 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- server.ListenAndServeTLS(*cert, *key) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return errors.Join(server.Close(), ignoreClosed(<-ended))
	}
}

func ignoreClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

func readSet(path string) (mutation.Set, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return mutation.Set{}, err
	}
	var set mutation.Set
	if err := json.Unmarshal(raw, &set); err != nil {
		return mutation.Set{}, fmt.Errorf("reading %s: %w", path, err)
	}
	return set, nil
}
