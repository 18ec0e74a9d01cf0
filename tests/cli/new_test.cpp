#include <filesystem>
#include <string>

#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace tiermix {
namespace {

using ::testing::HasSubstr;

using NewTest = ProgramTest;

TEST_F(NewTest, WritesAScenarioThatIsValid) {
  const Ran ran = run({"new", "support"});

  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.err, "wrote support.toml; next: tiermix run support.toml\n");
  EXPECT_THAT(text_in("support.toml"), HasSubstr("\ntitle = \"support\"\n"));
  EXPECT_EQ(run({"check", "support.toml", "--strict"}).status, 0);
}

TEST_F(NewTest, NeverOverwrites) {
  write_file("desk.toml", kSmallDesk);

  const Ran ran = run({"new", "desk"});

  EXPECT_EQ(ran.status, 3);
  EXPECT_EQ(ran.err, "tiermix: desk.toml: File exists\n");
  EXPECT_EQ(text_in("desk.toml"), kSmallDesk);
}

TEST_F(NewTest, NeedsAName) {
  std::filesystem::create_directory("folder");
  for (const std::string name : {"", "  ", "folder/", ".", "..", "folder/.toml", ".toml"}) {
    const Ran ran = run({"new", name});
    EXPECT_EQ(ran.status, 2) << name;
    EXPECT_EQ(
        ran.err,
        "tiermix: \"" + name + "\" has no name for the scenario (such as: tiermix new my-desk)\n");
  }
  EXPECT_FALSE(std::filesystem::exists(".toml"));
  EXPECT_TRUE(std::filesystem::is_empty("folder"));
}

TEST_F(NewTest, WritesValidScenariosUnderStrangeNames) {
  for (const std::string name : {"two\nlines", "a \"desk\"", "back\\slash", "no utf-8 \xff"}) {
    EXPECT_EQ(run({"new", name}).status, 0) << name;
    EXPECT_EQ(run({"check", name + ".toml"}).status, 0) << name;
  }
}

TEST_F(NewTest, KnowsTheShippedTemplates) {
  EXPECT_THAT(run({"new", "--list"}).out, HasSubstr("03-three-tiers"));
  const Ran ran = run({"new", "support", "--like", "segment-hihg"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_EQ(ran.err,
            "tiermix: option --like: no template \"segment-hihg\", did you mean segment-high?\n");
  EXPECT_EQ(run({"new", "desk", "--like", "zzzzzz"}).err,
            "tiermix: option --like: no template \"zzzzzz\" (tiermix new --list has them all)\n");
}

TEST_F(NewTest, ReplacesNoOtherSchema) {
  ASSERT_EQ(run({"new", "one", "--schema"}).status, 0);
  EXPECT_EQ(run({"new", "two", "--schema"}).status, 0);  // it is the same
  write_file("tiermix.schema.json", "{}\n");

  const Ran refused = run({"new", "three", "--schema"});

  EXPECT_EQ(refused.status, 2);
  EXPECT_THAT(refused.err, HasSubstr("tiermix.schema.json exists and is another one: --force"));
  EXPECT_EQ(text_in("tiermix.schema.json"), "{}\n");
  EXPECT_FALSE(std::filesystem::exists("three.toml"));
  EXPECT_EQ(run({"new", "three", "--schema", "--force"}).status, 0);
  EXPECT_EQ(text_in("tiermix.schema.json"), run({"schema"}).out);
}

TEST_F(NewTest, ReplacesALinkAndNotWhatItLeadsTo) {
  write_file("mine.json", "{}\n");
  std::filesystem::create_symlink("mine.json", "tiermix.schema.json");
  EXPECT_EQ(run({"new", "one", "--schema"}).status, 2);

  EXPECT_EQ(run({"new", "one", "--schema", "--force"}).status, 0);

  EXPECT_EQ(text_in("mine.json"), "{}\n");
  EXPECT_FALSE(std::filesystem::is_symlink("tiermix.schema.json"));
  EXPECT_EQ(text_in("tiermix.schema.json"), run({"schema"}).out);
  std::filesystem::create_symlink("nowhere.toml", "two.toml");
  EXPECT_EQ(run({"new", "two"}).status, 3);
  EXPECT_FALSE(std::filesystem::exists("nowhere.toml"));
}

}  // namespace
}  // namespace tiermix
