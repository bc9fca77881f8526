/** Headers of the languages' own libraries and of POSIX, which a tree may have files of the same name beside. */
export const STANDARD_HEADERS: ReadonlySet<string> = new Set(
  `assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h signal.h stdalign.h
  stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h
  wchar.h wctype.h unistd.h fcntl.h dirent.h dlfcn.h pthread.h poll.h sched.h semaphore.h strings.h termios.h utime.h
  sys/types.h sys/stat.h sys/time.h sys/socket.h sys/wait.h sys/mman.h sys/select.h sys/ioctl.h sys/uio.h sys/un.h
  netinet/in.h netinet/tcp.h arpa/inet.h netdb.h net/if.h grp.h pwd.h regex.h syslog.h glob.h libgen.h windows.h winsock2.h
  algorithm any array atomic barrier bit bitset cassert cctype cerrno cfloat charconv chrono cinttypes climits clocale cmath
  codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring
  ctime cwchar deque exception execution expected filesystem format forward_list fstream functional future initializer_list
  iomanip ios iosfwd iostream istream iterator latch limits list locale map memory memory_resource mutex new numbers numeric
  optional ostream queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span sstream
  stack stdexcept stop_token streambuf string string_view strstream syncstream system_error thread tuple type_traits typeindex
  typeinfo unordered_map unordered_set utility valarray variant vector version`.split(/\s+/),
);
