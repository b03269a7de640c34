// Package web connects pipelines with HTTP and WebSocket. Elements are request bodies and messages: []byte.
//
//	in := flow.NewSource[[]byte]()
//	out := flow.To(flow.TryMap(in, answer), web.Broadcast(web.Text()))
//	http.Handle("/in", web.Posts(in))
//	http.Handle("/out", out)
//
// Posts and Sockets are HTTP handlers that emit to a source of the program. Serve and Socket are sources that Run drives:
// Serve is a server, Socket is a client. ToSocket and Broadcast are receivers, for flow.To.
//
// Requests from pages of other sites are refused (same-origin policy), unless Origins allows them. Clients that are not
// browsers send no origin and are accepted. The size of requests and messages and the number of clients are limited.
//
// All options have one type. Serve and Socket also take the options of flow: SourceName, WithClock, Limit, For, Drain.
// Waiting for the network does not hold up a virtual clock: virtual time passes meanwhile, so For may end at once. The
// time limits of this package are in real time.
package web
