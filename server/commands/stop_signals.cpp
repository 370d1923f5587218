// SPDX-License-Identifier: Apache-2.0
#include "server/commands/stop_signals.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace inspectord {
namespace {

[[noreturn]] void fail(const char* doing) {
  throw std::system_error{errno, std::generic_category(), doing};
}

sigset_t stopping_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

}  // namespace

StopSignals::StopSignals() : signals_(-1), called_(::eventfd(0, EFD_CLOEXEC)) {
  if (called_ < 0) fail("eventfd");
  const auto signals = stopping_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signals_ = ::signalfd(-1, &signals, SFD_CLOEXEC);
  if (signals_ >= 0) return;
  ::close(called_);
  fail("signalfd");
}

StopSignals::~StopSignals() {
  ::close(signals_);
  ::close(called_);
}

void StopSignals::call() noexcept {
  ::eventfd_write(called_, 1);
}

StopSignals::Cause StopSignals::wait() const {
  pollfd watched[] = {{called_, POLLIN, 0}, {signals_, POLLIN, 0}};
  while (::poll(watched, 2, -1) < 0) {
    if (errno != EINTR) fail("poll");
  }
  return watched[0].revents != 0 ? Cause::call : Cause::signal;
}

}  // namespace inspectord
