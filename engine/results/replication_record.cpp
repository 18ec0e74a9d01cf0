#include "engine/results/replication_record.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace tiermix {
namespace {

constexpr std::uint64_t kMostNumbers = std::uint64_t{1} << 28U;
constexpr std::uint64_t kMostScopes = 1U << 20U;

// Codes of numbers; from kFirstWhole on whole ones, folded to have their sign in the lowest bit.
constexpr std::uint64_t kZeros = 0;   // a number of zeros follows
constexpr std::uint64_t kDouble = 1;  // eight bytes follow
constexpr std::uint64_t kFirstWhole = 1;

std::uint64_t folded(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

std::int64_t unfolded(std::uint64_t code) {
  return static_cast<std::int64_t>(code >> 1U) ^ -static_cast<std::int64_t>(code & 1U);
}

bool is_whole_number(double value) {
  constexpr double kExact = 9007199254740992.0;  // 2^53
  return std::abs(value) < kExact && value == std::trunc(value) &&
         (value != 0.0 || !std::signbit(value));
}

// Bytes are written through a pointer: room for many numbers is made at once.
class RecordBytes {
 public:
  void fixed(std::uint64_t value, std::size_t bytes) {
    make_room(1);
    put_fixed(value, bytes);
  }

  void number(std::uint64_t value) {
    make_room(1);
    put_number(value);
  }

  template <typename Value>
  void numbers(const std::vector<Value>& values) {
    constexpr std::size_t kBlock = 512;
    number(values.size());
    std::size_t zeros = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i % kBlock == 0) {
        make_room(kBlock + 1);
      }
      if (is_zero(values[i])) {
        ++zeros;
        continue;
      }
      put_zeros(zeros);
      zeros = 0;
      put(values[i]);
    }
    make_room(1);
    put_zeros(zeros);
  }

  [[nodiscard]] std::string take() {
    bytes_.resize(size_);
    return std::move(bytes_);
  }

 private:
  // Of a value and the zeros before it: two codes of ten bytes, and eight of a double.
  static constexpr std::size_t kLongest = 32;

  void make_room(std::size_t values) {
    if (bytes_.size() - size_ < values * kLongest) {
      bytes_.resize(2 * bytes_.size() + values * kLongest);
    }
  }

  static bool is_zero(double value) { return std::bit_cast<std::uint64_t>(value) == 0; }
  static bool is_zero(std::int64_t value) { return value == 0; }
  static bool is_zero(std::uint32_t value) { return value == 0; }

  void put_byte(std::uint64_t value) {
    bytes_[size_++] = static_cast<char>(static_cast<unsigned char>(value));
  }

  void put_fixed(std::uint64_t value, std::size_t bytes) {
    for (std::size_t i = 0; i < bytes; ++i) {
      put_byte(value >> (8 * i));
    }
  }

  void put_number(std::uint64_t value) {
    while (value >= 0x80U) {
      put_byte(value | 0x80U);
      value >>= 7U;
    }
    put_byte(value);
  }

  void put_zeros(std::size_t zeros) {
    if (zeros > 0) {
      put_number(kZeros);
      put_number(zeros);
    }
  }

  void put(double value) {
    if (is_whole_number(value)) {
      put_number(folded(static_cast<std::int64_t>(value)) + kFirstWhole);
    } else {
      put_number(kDouble);
      put_fixed(std::bit_cast<std::uint64_t>(value), 8);
    }
  }
  void put(std::uint32_t value) { put_number(folded(value) + kFirstWhole); }
  void put(std::int64_t value) {
    if (folded(value) == ~std::uint64_t{0}) {
      put_number(kDouble);
      put_fixed(static_cast<std::uint64_t>(value), 8);
    } else {
      put_number(folded(value) + kFirstWhole);
    }
  }

  std::string bytes_;
  std::size_t size_ = 0;
};

class RecordReader {
 public:
  explicit RecordReader(std::string_view bytes) : bytes_(bytes) {}

  std::uint64_t fixed(std::size_t bytes) {
    if (bytes_.size() < bytes) {
      whole_ = false;
      return 0;
    }
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes_[i])} << (8 * i);
    }
    bytes_.remove_prefix(bytes);
    return value;
  }

  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint64_t byte = fixed(1);
      value |= (byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) {
        return value;
      }
    }
    whole_ = false;
    return 0;
  }

  /// A number up to `most`.
  std::size_t count(std::uint64_t most) {
    const std::uint64_t value = number();
    whole_ = whole_ && value <= most;
    return whole_ ? static_cast<std::size_t>(value) : 0;
  }

  template <typename Value>
  std::vector<Value> numbers() {
    const std::size_t size = count(kMostNumbers - taken_);
    taken_ += size;
    std::vector<Value> values;
    values.reserve(std::min(size, kLikelyPerByte * bytes_.size()));
    while (whole_ && values.size() < size) {
      const std::uint64_t code = number();
      if (code == kZeros) {
        const std::size_t zeros = count(size - values.size());
        whole_ = whole_ && zeros > 0;
        values.resize(values.size() + zeros);
      } else {
        values.push_back(value<Value>(code));
      }
    }
    return values;
  }

  void refuse() { whole_ = false; }
  [[nodiscard]] bool is_whole() const { return whole_; }
  [[nodiscard]] bool ended() const { return whole_ && bytes_.empty(); }

 private:
  template <typename Value>
  Value value(std::uint64_t code) {
    if (code == kDouble) {
      const std::uint64_t bits = fixed(8);
      if constexpr (std::is_same_v<Value, double>) {
        return std::bit_cast<double>(bits);
      }
      return static_cast<Value>(bits);
    }
    return static_cast<Value>(unfolded(code - kFirstWhole));
  }

  // Room made at once: of a hostile record no more than this times its size.
  static constexpr std::size_t kLikelyPerByte = 16;

  std::string_view bytes_;
  std::uint64_t taken_ = 0;
  bool whole_ = true;
};

void write_histograms(RecordBytes& bytes, const std::vector<Histogram>& histograms) {
  bytes.number(histograms.size());
  for (const Histogram& histogram : histograms) {
    bytes.numbers(histogram.counts());
  }
}

std::vector<Histogram> read_histograms(RecordReader& reader) {
  std::vector<Histogram> histograms;
  for (std::size_t left = reader.count(kMostScopes); left > 0 && reader.is_whole(); --left) {
    std::vector<std::uint32_t> counts = reader.numbers<std::uint32_t>();
    if (counts.size() != Histogram::kSize) {
      reader.refuse();
    } else {
      histograms.push_back(Histogram::of_counts(std::move(counts)));
    }
  }
  return histograms;
}

// What indexes the vectors has to fit them.
bool is_consistent(const Observations& o) {
  const std::size_t scopes = o.layout.size();
  const auto is_absent_or = [](std::size_t size, std::size_t expected) {
    return size == 0 || size == expected;
  };
  return o.totals.size() == scopes * kQuantityCount &&
         o.wait.size() == o.layout.classes + o.layout.tiers &&
         o.time_to_resolve.size() == o.layout.classes &&
         is_absent_or(o.interval_totals.size(), o.intervals * o.interval_row()) &&
         is_absent_or(o.month_totals.size(), o.months * scopes * kQuantityCount) &&
         is_absent_or(o.level_time.size(), o.months * o.layout.tiers * o.levels);
}

}  // namespace

std::string to_record(std::uint32_t plan,
                      std::uint32_t replication,
                      const KeptReplication& kept,
                      KeptRows rows) {
  const Observations& o = kept.observations;
  RecordBytes bytes;
  bytes.fixed(plan, 4);
  bytes.fixed(replication, 4);
  bytes.fixed(kept.digest, 8);
  bytes.number(o.layout.classes);
  bytes.number(o.layout.tiers);
  bytes.numbers(o.totals);
  write_histograms(bytes, o.wait);
  write_histograms(bytes, o.time_to_resolve);
  bytes.number(o.intervals);
  bytes.numbers(rows == KeptRows::all ? o.interval_totals : std::vector<std::int64_t>());
  bytes.number(o.months);
  bytes.number(o.levels);
  bytes.numbers(rows == KeptRows::none ? std::vector<double>() : o.month_totals);
  bytes.numbers(rows == KeptRows::none ? std::vector<double>() : o.level_time);
  bytes.number(o.events);
  return bytes.take();
}

std::optional<ReplicationRecord> replication_in(std::string_view record) {
  RecordReader reader(record);
  ReplicationRecord read;
  read.plan = static_cast<std::uint32_t>(reader.fixed(4));
  read.replication = static_cast<std::uint32_t>(reader.fixed(4));
  read.kept.digest = reader.fixed(8);
  Observations& o = read.kept.observations;
  o.layout.classes = reader.count(kMostScopes);
  o.layout.tiers = reader.count(kMostScopes);
  o.totals = reader.numbers<double>();
  o.wait = read_histograms(reader);
  o.time_to_resolve = read_histograms(reader);
  o.intervals = reader.count(kMostNumbers);
  o.interval_totals = reader.numbers<std::int64_t>();
  o.months = reader.count(kMostNumbers);
  o.levels = reader.count(kMostNumbers);
  o.month_totals = reader.numbers<double>();
  o.level_time = reader.numbers<double>();
  o.events = reader.number();
  if (!reader.ended() || !is_consistent(o)) {
    return std::nullopt;
  }
  return read;
}

std::optional<RecordName> name_in(std::string_view record) {
  if (record.size() < kRecordNameSize) {
    return std::nullopt;
  }
  RecordReader reader(record);
  RecordName name;
  name.plan = static_cast<std::uint32_t>(reader.fixed(4));
  name.replication = static_cast<std::uint32_t>(reader.fixed(4));
  return name;
}

}  // namespace tiermix
