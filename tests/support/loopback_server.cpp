// SPDX-License-Identifier: Apache-2.0
#include "tests/support/loopback_server.hpp"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <stdexcept>

namespace inspectord::testing {
namespace {

struct Gone : std::runtime_error {
  Gone() : std::runtime_error("the peer is gone") {}
};

void add_extension(X509* certificate, int what, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  auto* extension = X509V3_EXT_conf_nid(nullptr, &context, what, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

X509* self_signed(EVP_PKEY* key) {
  auto* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
  X509_set_pubkey(certificate, key);
  auto* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
  add_extension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  X509_sign(certificate, key, EVP_sha256());
  return certificate;
}

}  // namespace

Certificate::Certificate() : context_(SSL_CTX_new(TLS_server_method())) {
  static std::atomic<int> count = 0;
  file_ = std::filesystem::temp_directory_path() /
          ("inspectord-ca-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".pem");
  auto* key = EVP_EC_gen("P-256");
  auto* certificate = self_signed(key);
  SSL_CTX_use_certificate(context_, certificate);
  SSL_CTX_use_PrivateKey(context_, key);
  if (auto* out = std::fopen(file_.c_str(), "w")) {
    PEM_write_X509(out, certificate);
    std::fclose(out);
  }
  X509_free(certificate);
  EVP_PKEY_free(key);
}

Certificate::~Certificate() {
  SSL_CTX_free(context_);
  std::filesystem::remove(file_);
}

Peer::~Peer() {
  if (ssl_) {
    SSL_shutdown(ssl_);
    SSL_free(ssl_);
    ERR_clear_error();
  }
}

std::size_t Peer::receive(char* out, std::size_t size) {
  const auto got = ssl_ ? SSL_read(ssl_, out, static_cast<int>(size))
                        : static_cast<int>(::recv(fd_, out, size, 0));
  if (got <= 0) throw Gone{};
  return static_cast<std::size_t>(got);
}

std::string Peer::read_line() {
  std::size_t end = 0;
  while ((end = buffer_.find('\n')) == std::string::npos) {
    char more[4096];
    buffer_.append(more, receive(more, sizeof more));
  }
  auto line = buffer_.substr(0, end);
  buffer_.erase(0, end + 1);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

std::string Peer::read_exactly(std::size_t size) {
  while (buffer_.size() < size) {
    char more[4096];
    buffer_.append(more, receive(more, sizeof more));
  }
  auto bytes = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return bytes;
}

void Peer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ssl_
                          ? SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()))
                          : static_cast<int>(::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
    if (sent <= 0) throw Gone{};
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Peer::start_tls(const Certificate& certificate) {
  auto* ssl = SSL_new(certificate.server_context());
  SSL_set_fd(ssl, fd_);
  if (SSL_accept(ssl) != 1) {
    SSL_free(ssl);
    ERR_clear_error();
    throw Gone{};
  }
  ssl_ = ssl;
}

void Peer::wait_for_close() {
  char ignored[4096];
  while (true) receive(ignored, sizeof ignored);
}

void Peer::reset() {
  const linger hard{1, 0};
  ::setsockopt(fd_, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
  if (ssl_) SSL_set_quiet_shutdown(ssl_, 1);
  throw Gone{};
}

LoopbackServer::LoopbackServer(Handler handler) : handler_(std::move(handler)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  if (listener_ < 0 || ::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 ||
      ::listen(listener_, 64) != 0 ||
      ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0) {
    throw std::runtime_error("cannot listen on loopback");
  }
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread{[this] { accept_all(); }};
}

LoopbackServer::~LoopbackServer() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  {
    const std::lock_guard lock{mutex_};
    for (const int fd : open_) ::shutdown(fd, SHUT_RDWR);
  }
  for (auto& thread : threads_) thread.join();
}

void LoopbackServer::accept_all() {
  sigset_t signals;  // inherited by the threads that serve
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  while (!stopping_) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0) return;
    ++accepted_;
    const std::lock_guard lock{mutex_};
    open_.push_back(fd);
    threads_.emplace_back([this, fd] { serve(fd); });
  }
}

void LoopbackServer::serve(int fd) {
  try {
    Peer peer{fd};
    handler_(peer);
  } catch (const Gone&) {
  }
  const std::lock_guard lock{mutex_};
  open_.erase(std::find(open_.begin(), open_.end(), fd));
  ::close(fd);
}

}  // namespace inspectord::testing
