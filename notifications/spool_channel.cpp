// SPDX-License-Identifier: Apache-2.0
#include "notifications/spool_channel.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <system_error>
#include <utility>

namespace inspectord {
namespace {

/// A file descriptor that is closed when it goes.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags)
      : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "open");
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { ::close(fd_); }

  void write_all(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto written = ::write(fd_, bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) throw std::system_error(errno, std::generic_category(), "write");
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() const {
    if (::fsync(fd_) != 0) throw std::system_error(errno, std::generic_category(), "fsync");
  }

 private:
  int fd_;
};

void sync_folder(const std::filesystem::path& folder) {
  Descriptor{folder, O_RDONLY | O_DIRECTORY}.sync();
}

}  // namespace

SpoolChannel::SpoolChannel(std::filesystem::path folder) : folder_(std::move(folder)) {
  for (const char* name : {"tmp", "new", "cur"})
    std::filesystem::create_directories(folder_ / name);
  thread_ = std::thread{[this] { run(); }};
}

SpoolChannel::~SpoolChannel() {
  stop();
}

void SpoolChannel::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  work_.notify_one();
  if (thread_.joinable()) thread_.join();
  std::deque<Job> left;
  {
    const std::lock_guard lock{mutex_};
    left.swap(queue_);
  }
  for (const auto& job : left) job.done({.detail = "stopped", .attempted = false});
}

void SpoolChannel::deliver(const OutgoingMessage& message, Done done) {
  {
    const std::lock_guard lock{mutex_};
    if (!stopping_) {
      queue_.push_back({message, std::move(done)});
      done = nullptr;
    }
  }
  if (done) return done({.detail = "stopped", .attempted = false});
  work_.notify_one();
}

void SpoolChannel::run() {
  std::unique_lock lock{mutex_};
  while (true) {
    work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    const Job job = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    const auto begin = std::chrono::steady_clock::now();
    auto delivery = put(job.message);
    delivery.took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begin);
    job.done(std::move(delivery));
    lock.lock();
  }
}

Delivery SpoolChannel::put(const OutgoingMessage& message) const {
  const auto name = message.id.to_string() + ".inspectord";
  try {
    if (const auto folder = holder_of(name)) {
      sync_folder(*folder);  // who put it there may not have come so far
      return {.outcome = DeliveryOutcome::accepted, .detail = "spooled_before"};
    }
    const auto unfinished = folder_ / "tmp" / name;
    {
      const Descriptor file{unfinished, O_WRONLY | O_CREAT | O_TRUNC};
      file.write_all(message.body);
      file.sync();
    }
    const auto finished = folder_ / "new" / name;
    std::filesystem::rename(unfinished, finished);
    try {
      sync_folder(folder_ / "new");
    } catch (const std::system_error&) {
      ::unlink(finished.c_str());  // a second sync may be told that all is well: write it anew
      throw;
    }
    return {.outcome = DeliveryOutcome::accepted, .detail = "spooled"};
  } catch (const std::system_error& error) {
    return {.outcome = DeliveryOutcome::retry,
            .detail = std::string{"spool_failed: "} + error.code().message()};
  }
}

/// A reader moves what it has seen from new/ to cur/ and appends its flags (":2,S").
std::optional<std::filesystem::path> SpoolChannel::holder_of(const std::string& name) const {
  for (const char* folder : {"new", "cur"}) {
    if (std::filesystem::exists(folder_ / folder / name)) return folder_ / folder;
  }
  for (const auto& entry : std::filesystem::directory_iterator{folder_ / "cur"}) {
    if (entry.path().filename().string().starts_with(name + ":")) return folder_ / "cur";
  }
  return std::nullopt;
}

}  // namespace inspectord
