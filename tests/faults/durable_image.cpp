// SPDX-License-Identifier: Apache-2.0
#include "durable_image.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>

#include "system_calls.hpp"

namespace faulty_disk {
namespace {

constexpr std::int64_t page = 4096;
using Page = std::array<char, page>;

/// A file opened past the calls that this library stands before.
class Raw {
 public:
  Raw(const std::string& path, int flags) : fd_(next<Open>("open64")(path.c_str(), flags, 0600)) {}
  Raw(const Raw&) = delete;
  Raw& operator=(const Raw&) = delete;
  ~Raw() {
    if (fd_ >= 0) next<Sync>("close")(fd_);
  }

  bool is_open() const { return fd_ >= 0; }
  std::int64_t size() const {
    struct stat64 status {};
    return fd_ >= 0 && ::fstat64(fd_, &status) == 0 ? status.st_size : 0;
  }
  std::size_t read(std::int64_t number, Page& bytes) const {
    bytes.fill(0);
    const auto got = next<Pread>("pread64")(fd_, bytes.data(), bytes.size(), number * page);
    return got > 0 ? static_cast<std::size_t>(got) : 0;
  }
  void write(std::int64_t number, const Page& bytes, std::size_t size) const {
    if (size > 0) next<Pwrite>("pwrite64")(fd_, bytes.data(), size, number * page);
  }
  void resize(std::int64_t size) const { next<Truncate>("ftruncate64")(fd_, size); }

 private:
  int fd_;
};

}  // namespace

void DurableImages::meet(const std::string& path) {
  image_of(path);
}

void DurableImages::wrote(const std::string& path, std::int64_t at, std::int64_t size) {
  Image* image = image_of(path);
  if (!image || size <= 0) return;
  for (std::int64_t number = at / page; number <= (at + size - 1) / page; ++number) {
    image->dirty.insert(number);
    image->lost.erase(number);
  }
}

void DurableImages::removed(const std::string& path) {
  Image* image = image_of(path);
  if (!image) return;
  next<OnPath>("unlink")(image->path.c_str());
  next<OnPath>("unlink")((image->path + ".lost").c_str());
  images_.erase(path);
}

void DurableImages::synced(const std::string& path, bool succeeded) {
  Image* image = image_of(path);
  if (!image) return;
  if (succeeded) {
    take_over(*image, path);
  } else {
    image->lost.insert(image->dirty.begin(), image->dirty.end());
  }
  image->dirty.clear();
  keep_lost(*image);
}

DurableImages::Image* DurableImages::image_of(const std::string& path) {
  if (folder_.empty()) return nullptr;
  const auto [found, is_new] = images_.try_emplace(path);
  if (is_new) begin(found->second, path);
  return &found->second;
}

/// What differs from the image was written before and not synced, or is lost. A file met for the
/// first time is taken for durable as it is.
void DurableImages::begin(Image& image, const std::string& path) const {
  image.path = folder_ + path.substr(path.rfind('/'));
  const Raw file{path, O_RDONLY};
  const bool is_known = ::access(image.path.c_str(), F_OK) == 0;
  std::ifstream lost{image.path + ".lost"};
  for (std::int64_t number = 0; lost >> number;) image.lost.insert(number);
  const Raw durable{image.path, O_RDWR | O_CREAT};
  Page mine{};
  Page theirs{};
  for (std::int64_t number = 0; number * page < file.size(); ++number) {
    const auto size = file.read(number, mine);
    if (!is_known) {
      durable.write(number, mine, size);
    } else if (durable.read(number, theirs) != size || mine != theirs) {
      if (!image.lost.contains(number)) image.dirty.insert(number);
    }
  }
}

void DurableImages::take_over(Image& image, const std::string& path) const {
  const Raw file{path, O_RDONLY};
  const Raw durable{image.path, O_RDWR | O_CREAT};
  Page bytes{};
  for (const auto number : image.dirty) durable.write(number, bytes, file.read(number, bytes));
  durable.resize(file.size());
}

void DurableImages::keep_lost(const Image& image) const {
  const auto name = image.path + ".lost";
  if (image.lost.empty()) {
    next<OnPath>("unlink")(name.c_str());
    return;
  }
  std::ofstream file{name};
  for (const auto number : image.lost) file << number << "\n";
}

}  // namespace faulty_disk
