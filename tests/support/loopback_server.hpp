// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <openssl/ssl.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace inspectord::testing {

/// A key and a self-signed certificate for localhost, 127.0.0.1 and nothing else; the certificate
/// lies in a file that a client can be told to trust.
class Certificate {
 public:
  Certificate();
  ~Certificate();
  const std::filesystem::path& file() const { return file_; }
  SSL_CTX* server_context() const { return context_; }

 private:
  std::filesystem::path file_;
  SSL_CTX* context_;
};

/// One connection as the server sees it. A peer that is gone ends the handler by an exception that
/// the server catches.
class Peer {
 public:
  explicit Peer(int fd) : fd_(fd) {}
  ~Peer();
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  std::string read_line();  ///< Without its line end.
  std::string read_exactly(std::size_t size);
  void write(std::string_view bytes);
  void start_tls(const Certificate&);
  bool secure() const { return ssl_ != nullptr; }
  int descriptor() const {
    return fd_;
  }                       ///< For who serves it by other means; closed by the server.
  void wait_for_close();  ///< Reads and forgets until the peer closes.
  void reset();           ///< RST instead of FIN.

 private:
  std::size_t receive(char* out, std::size_t size);

  int fd_;
  SSL* ssl_ = nullptr;
  std::string buffer_;
};

/// Listens on 127.0.0.1, runs `handler` on a thread for each connection; going away closes all of
/// them.
class LoopbackServer {
 public:
  using Handler = std::function<void(Peer&)>;

  explicit LoopbackServer(Handler handler);
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  std::uint16_t port() const { return port_; }
  int connections() const { return accepted_; }

 private:
  void accept_all();
  void serve(int fd);

  Handler handler_;
  int listener_;
  std::uint16_t port_ = 0;
  std::atomic<int> accepted_ = 0;
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace inspectord::testing
