internal import Custody
