// SPDX-License-Identifier: Apache-2.0
#include "server/listener.hpp"

#include "core/log.hpp"
#include "server/session.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace inspectord {
namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// When no descriptor is left, accepting pauses: the sessions that end give some back.
constexpr std::chrono::milliseconds pause_without_descriptors{100};

/// Throws what App says: std::invalid_argument for an address that is none, std::system_error for
/// one that cannot be had.
tcp::acceptor open_acceptor(asio::io_context& io, const HttpOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) throw std::invalid_argument("http.address: not an IP address: " + options.address);
  const tcp::endpoint endpoint{address, options.port};
  tcp::acceptor acceptor{io};
  try {
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address{true});
    acceptor.bind(endpoint);
    acceptor.listen(asio::socket_base::max_listen_connections);
  } catch (const boost::system::system_error& failed) {
    throw std::system_error(failed.code(),
                            "http " + options.address + ":" + std::to_string(options.port));
  }
  return acceptor;
}

void admit(Sessions& sessions, tcp::socket socket) {
  if (sessions.is_full()) {
    sessions.turn_away(std::move(socket));
  } else {
    sessions.open(std::move(socket));
  }
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, Sessions& sessions) {
  asio::steady_timer pause{acceptor.get_executor()};
  while (acceptor.is_open()) {
    error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    tcp::socket socket = co_await acceptor.async_accept(token);
    if (!error) {
      admit(sessions, std::move(socket));
    } else if (error == asio::error::operation_aborted) {
      co_return;
    } else if (error != asio::error::connection_aborted) {
      log::warning("cannot accept", {{"error", error.message()}});
      pause.expires_after(pause_without_descriptors);
      co_await pause.async_wait(token);
    }
  }
}

}  // namespace

struct Listener::Content {
  Content(EventLoop& loop, const Exchange& exchange, Workplaces workplaces,
          const HttpOptions& options)
      : acceptor(open_acceptor(loop.context(), options)),
        port(acceptor.local_endpoint().port()),
        sessions(loop.context().get_executor(), exchange, workplaces, options) {}

  tcp::acceptor acceptor;
  std::uint16_t port;
  Sessions sessions;
};

Listener::Listener(EventLoop& loop, const Exchange& exchange, Workplaces workplaces,
                   const HttpOptions& options)
    : content_(std::make_unique<Content>(loop, exchange, workplaces, options)) {
  asio::co_spawn(loop.context(), accept_all(content_->acceptor, content_->sessions),
                 asio::detached);
}

Listener::~Listener() = default;

std::uint16_t Listener::port() const {
  return content_->port;
}

void Listener::tell_of_commit() {
  content_->sessions.tell_of_commit();
}

void Listener::stop(std::function<void()> drained) {
  auto& acceptor = content_->acceptor;
  error_code error;
  acceptor.cancel(error);
  acceptor.non_blocking(true, error);
  while (!error) {
    tcp::socket socket{acceptor.get_executor()};
    acceptor.accept(socket, error);
    if (!error) admit(content_->sessions, std::move(socket));
  }
  acceptor.close(error);
  content_->sessions.stop(std::move(drained));
}

}  // namespace inspectord
